package olympics.pygmy;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import olympics.games.core.RequestId;
import olympics.pygmy.core.MethodName;
import olympics.rpc.RpcFault;
import olympics.wire.Methods;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads of a call what routing needs: the method's name, and for those writes that may have one,
 * the request id. Every other call gets an id of ours. Confined to the event loop.
 */
final class Calls {
  private static final Logger LOG = LoggerFactory.getLogger(Calls.class);

  /** A longer call is not read here; if it has an id, the front-end will say that ours differs. */
  private static final int MAX_READ_BYTES = 64 << 10;

  private static final Map<String, Integer> ID_POSITION =
      Map.of(Methods.INCREMENT_MEDAL_TALLY, 3, Methods.SET_SCORE, 3);

  private final Tools tools;
  private long counter;

  Calls(Tools tools) {
    this.tools = tools;
  }

  /** The exchange for a call; it owns the body. */
  Exchange read(ByteBuf body, InetAddress client, Exchange.Caller caller) {
    String method = MethodName.find(Content.beginning(body, MethodName.PREFIX_BYTES)).orElse("");
    RequestId id = ownId(method, body).orElseGet(this::nextId);
    return new Exchange(method, id, client, body, caller);
  }

  private RequestId nextId() {
    return RequestId.of(tools.id().incarnation(), ++counter);
  }

  private Optional<RequestId> ownId(String method, ByteBuf body) {
    Integer position = ID_POSITION.get(method);
    if (position == null || body.readableBytes() > MAX_READ_BYTES) {
      return Optional.empty();
    }
    try {
      List<Object> params = tools.codec().decodeCall(Content.of(body)).params();
      return params.size() > position && params.get(position) instanceof String text
          ? Optional.of(new RequestId(text))
          : Optional.empty();
    } catch (RpcFault | IllegalArgumentException e) {
      // The front-end reads it with the same reader and will say the same to the client.
      LOG.debug("a write without a readable request_id method={}", method, e);
      return Optional.empty();
    }
  }
}
