package olympics.tls;

import java.io.IOException;

/** A handshake failed: nothing was sent. The message says why, in words for people. */
public final class TlsException extends IOException {
  private static final long serialVersionUID = 1L;

  TlsException(String message, Throwable cause) {
    super(message, cause);
  }
}
