package olympics.system.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Optional;

/**
 * Notes faults in a file in the form in which {@code scripts/fault} does, so that PygmyDotCom's
 * page marks them on its timeline. Not thread-safe.
 */
public final class FaultNotes {
  private final Optional<Path> file;
  private final Clock clock;

  FaultNotes(Optional<Path> file, Clock clock) {
    this.file = file;
    this.clock = clock;
  }

  /** Notes in this file, which is made, with its folder, when there is something to note. */
  public static FaultNotes in(Path file) {
    return new FaultNotes(Optional.of(file), Clock.systemUTC());
  }

  /** Notes nothing. */
  public static FaultNotes nowhere() {
    return new FaultNotes(Optional.empty(), Clock.systemUTC());
  }

  /** The file; of notes that go nowhere there is none. */
  public Path file() {
    return file.orElseThrow();
  }

  /** Notes that this happened just now. */
  public void fault(String what) {
    note("fault", what);
  }

  /** Notes that a fault ended just now. */
  public void end(String what) {
    note("end", what);
  }

  private void note(String kind, String what) {
    file.ifPresent(path -> append(path, clock.millis() + "\t" + kind + "\t" + what + "\n"));
  }

  private static void append(Path path, String line) {
    try {
      Files.createDirectories(path.getParent());
      // In one piece: the page never reads half a line.
      Files.writeString(path, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
