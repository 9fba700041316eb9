package olympics.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLException;

/** What a server shows to those who connect. Thread-safe. */
public final class ServerTls {
  static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

  private final SslContext context;

  ServerTls(PrivateKey key, List<X509Certificate> chain) throws SSLException {
    context =
        SslContextBuilder.forServer(key, chain.toArray(X509Certificate[]::new))
            .sslProvider(SslProvider.JDK)
            .protocols(PROTOCOLS)
            .build();
  }

  /** The handler of one connection; the handshake may take so long. */
  public SslHandler handler(ByteBufAllocator allocator, Duration handshakeTime) {
    SslHandler handler = context.newHandler(allocator);
    handler.setHandshakeTimeoutMillis(handshakeTime.toMillis());
    return handler;
  }
}
