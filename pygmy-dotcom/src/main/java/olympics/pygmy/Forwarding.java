package olympics.pygmy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import olympics.rpc.RequestSigner.SignedRequest;

/** Makes the HTTP request that carries a call to a front-end: own headers only, signed. */
final class Forwarding {
  private final Tools tools;
  private final ByteBufAllocator allocator;

  Forwarding(Tools tools, ByteBufAllocator allocator) {
    this.tools = tools;
    this.allocator = allocator;
  }

  /**
   * An attempt at that front-end, signed for the incarnation that answers there.
   *
   * @throws IllegalStateException if nobody has answered there yet
   */
  Attempt attempt(Exchange exchange, int backEnd, FrontEnd frontEnd) {
    String receiver = frontEnd.incarnation().orElseThrow(IllegalStateException::new);
    ByteBuf body = exchange.body();
    SignedRequest signed =
        tools
            .signer()
            .sign(
                receiver,
                Optional.of(exchange.id()),
                Optional.of(exchange.client()),
                body.nioBuffer());
    StringBuilder head = new StringBuilder(512);
    head.append("POST /RPC2 HTTP/1.1\r\nHost: ")
        .append(frontEnd.address())
        .append("\r\nContent-Type: text/xml\r\nContent-Length: ")
        .append(body.readableBytes())
        .append("\r\n");
    signed
        .headers()
        .forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("\r\n");
    ByteBuf headBytes = allocator.buffer(head.length());
    headBytes.writeCharSequence(head, StandardCharsets.US_ASCII);
    return new Attempt(
        exchange,
        backEnd,
        receiver,
        signed.signature(),
        tools.clock().now(),
        Unpooled.wrappedBuffer(headBytes, body.retainedDuplicate()));
  }
}
