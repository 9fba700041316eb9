package olympics.pygmy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.Optional;
import olympics.http.HeadBytes;
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
    HeadBytes head = HeadBytes.begin().add(frontEnd.requestHead());
    head.add(body.readableBytes()).endLine();
    signed.forEach(head::line);
    head.endLine();
    return new Attempt(
        exchange,
        backEnd,
        receiver,
        signed.signature(),
        tools.clock().now(),
        head.before(body.retainedDuplicate(), allocator));
  }
}
