package olympics.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslHandler;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Looks at how a client begins: with TLS or in plain text. Makes way for what is spoken here, and
 * has the other refused, in plain text. Confined to the event loop.
 */
final class FirstBytes extends ByteToMessageDecoder {
  private static final int RECORD_HEADER_BYTES = 5;
  private static final int HANDSHAKE_RECORD = 0x16;

  private final Optional<Supplier<SslHandler>> tls;
  private final HttpConnection connection;
  private boolean refused;

  /** With TLS if there is a maker of its handlers, or else without. */
  FirstBytes(Optional<Supplier<SslHandler>> tls, HttpConnection connection) {
    this.tls = tls;
    this.connection = connection;
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    if (tls.isEmpty()) {
      // No HTTP request begins so.
      if (in.getByte(in.readerIndex()) == HANDSHAKE_RECORD) {
        refuse(in, HttpRefusals.speaksNoTls());
      } else {
        ctx.pipeline().remove(this);
      }
    } else if (in.readableBytes() >= RECORD_HEADER_BYTES) {
      if (SslHandler.isEncrypted(in, false)) {
        ctx.pipeline().replace(this, null, tls.get().get());
      } else {
        refuse(in, HttpRefusals.speaksTls());
      }
    }
  }

  /** What comes later on this connection is thrown away. */
  private void refuse(ByteBuf in, HttpAnswer refusal) {
    in.skipBytes(in.readableBytes());
    if (!refused) {
      refused = true;
      connection.refuse(refusal);
    }
  }
}
