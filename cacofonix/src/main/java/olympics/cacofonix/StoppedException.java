package olympics.cacofonix;

import java.io.IOException;

/** The Games refuse an update, or the publishing was stopped; the message says which and why. */
final class StoppedException extends IOException {
  private static final long serialVersionUID = 1L;

  StoppedException(String message) {
    super(message);
  }
}
