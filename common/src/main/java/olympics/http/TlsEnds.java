package olympics.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import javax.net.ssl.SSLException;
import olympics.tls.HandshakeFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands behind the TLS handler of one connection: tells how the handshake ended, and of a client's
 * goodbye (close_notify) as if it had ended its side of the connection. Confined to the event loop.
 */
final class TlsEnds extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(TlsEnds.class);

  private final HttpConnection connection;
  private final HandshakeLog handshakes;
  private final boolean halfClose;

  /** Of a server for which it means this that a client ends its side, see {@link HttpServer}. */
  TlsEnds(HttpConnection connection, HandshakeLog handshakes, boolean halfClose) {
    this.connection = connection;
    this.handshakes = handshakes;
    this.halfClose = halfClose;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof SslHandshakeCompletionEvent end) {
      if (end.isSuccess()) {
        connection.handshakeEnded();
      } else {
        handshakes.failed(connection.source(), end.cause());
      }
    } else if (!(event instanceof SslCloseCompletionEvent)) {
      ctx.fireUserEventTriggered(event);
    } else if (halfClose) {
      ctx.fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
    } else {
      var unused = ctx.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof DecoderException && cause.getCause() instanceof SSLException) {
      // If it was in the handshake, that has been told.
      LOG.debug(
          "TLS broke source={} reason=\"{}\"",
          connection.source(),
          HandshakeFailure.ofClient(cause));
      var unused = ctx.close();
    } else {
      ctx.fireExceptionCaught(cause);
    }
  }
}
