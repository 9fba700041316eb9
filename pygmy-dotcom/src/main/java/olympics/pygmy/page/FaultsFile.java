package olympics.pygmy.page;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import olympics.pygmy.page.core.FaultMark;

/**
 * The file in which scripts/fault notes what it did, read on a thread of its own when it is asked
 * for, and never more than its end. Thread-safe.
 */
public final class FaultsFile implements AutoCloseable {
  private static final int MOST_BYTES = 8 * 1024;
  private static final long WITHIN_MILLIS = 500;

  private final Path file;
  private final ExecutorService reader =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "pygmy-faults");
            thread.setDaemon(true);
            return thread;
          });

  /** Reads nothing yet; the file need not be there. */
  public FaultsFile(Path file) {
    this.file = file;
  }

  /** The last faults, the newest last; none if they cannot be read within half a second. */
  CompletableFuture<List<FaultMark>> read() {
    return CompletableFuture.supplyAsync(this::last, reader)
        .completeOnTimeout(List.of(), WITHIN_MILLIS, TimeUnit.MILLISECONDS);
  }

  private List<FaultMark> last() {
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      long from = Math.max(0, in.length() - MOST_BYTES);
      byte[] bytes = new byte[(int) (in.length() - from)];
      in.seek(from);
      in.readFully(bytes);
      String text = new String(bytes, StandardCharsets.UTF_8);
      // A line of which only the end was read says something else.
      return FaultMark.of(from == 0 ? text : text.substring(text.indexOf('\n') + 1));
    } catch (IOException e) {
      return List.of(); // truncated just now: the next look is half a second away
    }
  }

  @Override
  public void close() {
    reader.shutdownNow();
  }
}
