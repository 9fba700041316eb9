package olympics.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpRequest;
import java.net.InetAddress;

/**
 * A request that came whole.
 *
 * @param head its verb, target and headers
 * @param body as it came, copied only if it came in parts; whoever gets the request owns it
 * @param source the address that the connection comes from
 */
public record ReceivedRequest(HttpRequest head, ByteBuf body, InetAddress source) {}
