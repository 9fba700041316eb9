package olympics.tls;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.ssl.SslProvider;
import java.nio.channels.ClosedChannelException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLException;
import olympics.process.core.Address;

/**
 * What a client demands of those it connects to: a certificate of our authority, for the name or
 * the numeric address by which they were called. Thread-safe.
 */
public final class ClientTls {
  private static final int HANDSHAKE_MILLIS = 5000;

  private final SslContext context;

  ClientTls(List<X509Certificate> authorities) throws SSLException {
    context =
        SslContextBuilder.forClient()
            .trustManager(authorities.toArray(X509Certificate[]::new))
            .endpointIdentificationAlgorithm("HTTPS")
            .sslProvider(SslProvider.JDK)
            .protocols(ServerTls.PROTOCOLS)
            .build();
  }

  ChannelFuture secured(ChannelFuture connecting, Address peer) {
    Channel channel = connecting.channel();
    ChannelPromise secured = channel.newPromise();
    connecting.addListener(
        done -> {
          if (done.isSuccess()) {
            SslHandler handler = context.newHandler(channel.alloc(), peer.host(), peer.port());
            handler.setHandshakeTimeoutMillis(HANDSHAKE_MILLIS);
            channel.pipeline().addFirst(handler, new Handshake(secured, peer));
          } else {
            secured.setFailure(done.cause());
          }
        });
    return secured;
  }

  /** Stands behind the TLS handler until the handshake is over, and says how it ended. */
  private static final class Handshake extends ChannelInboundHandlerAdapter {
    private final ChannelPromise secured;
    private final Address peer;

    Handshake(ChannelPromise secured, Address peer) {
      this.secured = secured;
      this.peer = peer;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      if (!(event instanceof SslHandshakeCompletionEvent end)) {
        ctx.fireUserEventTriggered(event);
      } else if (end.isSuccess()) {
        ctx.pipeline().remove(this);
        secured.trySuccess();
      } else {
        failed(end.cause());
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      failed(cause);
      var unused = ctx.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      failed(new ClosedChannelException());
      ctx.fireChannelInactive();
    }

    private void failed(Throwable cause) {
      secured.tryFailure(new TlsException(HandshakeFailure.ofServer(cause, peer), cause));
    }
  }
}
