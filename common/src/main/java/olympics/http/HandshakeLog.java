package olympics.http;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import olympics.tls.HandshakeFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of clients whose TLS handshake failed: one line, once a second at most, since anybody can
 * bring such failures about. Thread-safe.
 */
final class HandshakeLog {
  private static final Logger LOG = LoggerFactory.getLogger(HandshakeLog.class);
  private static final long INTERVAL_NANOS = Duration.ofSeconds(1).toNanos();

  private final AtomicLong nextAt = new AtomicLong(System.nanoTime());
  private final AtomicLong untold = new AtomicLong();

  void failed(InetAddress source, Throwable cause) {
    String reason = HandshakeFailure.ofClient(cause);
    long now = System.nanoTime();
    long due = nextAt.get();
    if (now - due >= 0 && nextAt.compareAndSet(due, now + INTERVAL_NANOS)) {
      LOG.info(
          "TLS handshake failed source={} reason=\"{}\" untold-before={}",
          source.getHostAddress(),
          reason,
          untold.getAndSet(0));
    } else {
      untold.incrementAndGet();
    }
  }
}
