package olympics.cacofonix.outbox;

import java.io.IOException;
import java.nio.file.Path;

/** Another Cacofonix is publishing the same run. */
public final class OutboxInUseException extends IOException {
  private static final long serialVersionUID = 1L;

  OutboxInUseException(Path path) {
    super(
        "another Cacofonix is publishing this run (it has "
            + path
            + "); wait for it to end, or use --run NAME for a run of its own");
  }
}
