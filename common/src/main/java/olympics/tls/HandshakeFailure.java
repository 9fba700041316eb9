package olympics.tls;

import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import olympics.games.core.Names;
import olympics.process.core.Address;

/** Why a handshake failed, in words for people. What the other side sent is made quotable. */
public final class HandshakeFailure {
  private static final String ALERT = "Received fatal alert: ";

  private HandshakeFailure() {}

  /** What a client says of a server that it called by that address. */
  static String ofServer(Throwable cause, Address peer) {
    if (find(cause, CertificateExpiredException.class).isPresent()) {
      return "its certificate has expired (scripts/init-secrets makes another)";
    }
    if (find(cause, CertificateNotYetValidException.class).isPresent()) {
      return "its certificate is not valid yet (is a clock wrong?)";
    }
    if (find(cause, CertPathBuilderException.class).isPresent()
        || find(cause, CertPathValidatorException.class).isPresent()) {
      return "its certificate is not from our authority (tls/ca.pem)";
    }
    Optional<CertificateException> certificate = find(cause, CertificateException.class);
    // Its subclasses say what is wrong with the certificate; this is the comparison of names.
    if (certificate.isPresent() && certificate.get().getClass() == CertificateException.class) {
      return "its certificate is not for host "
          + peer.host()
          + " (scripts/init-secrets --host "
          + peer.host()
          + " makes one that is)";
    }
    if (find(cause, NotSslRecordException.class).isPresent()) {
      return "the other side does not speak TLS";
    }
    return ofEither(cause);
  }

  /** What a server says of a client. */
  public static String ofClient(Throwable cause) {
    String message = ofEither(cause);
    boolean ofCertificate = message.contains("certificate") || message.contains("unknown_ca");
    return message.startsWith(ALERT) && ofCertificate
        ? "it does not accept our certificate: " + message.substring(ALERT.length())
        : message;
  }

  private static String ofEither(Throwable cause) {
    if (find(cause, SslHandshakeTimeoutException.class).isPresent()) {
      return "the TLS handshake took too long";
    }
    Throwable told = cause instanceof DecoderException ? cause.getCause() : cause;
    if (told instanceof ClosedChannelException
        || told == null
        || String.valueOf(told.getMessage()).startsWith("Connection closed while")) {
      return "the connection was closed in the TLS handshake";
    }
    return Names.quotable(String.valueOf(told.getMessage()));
  }

  private static <T extends Throwable> Optional<T> find(Throwable error, Class<T> wanted) {
    Throwable at = error;
    for (int depth = 0; at != null && depth < 20; depth++) {
      if (wanted.isInstance(at)) {
        return Optional.of(wanted.cast(at));
      }
      at = at.getCause();
    }
    return Optional.empty();
  }
}
