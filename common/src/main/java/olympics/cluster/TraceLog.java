package olympics.cluster;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringJoiner;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import olympics.causality.core.VectorClock;
import olympics.process.core.ProcessId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes every receipt with its vector clock to a file that ShiViz opens: its first line is the
 * expression that the rest is read with, its second is empty. Thread-safe; written by a thread of
 * its own.
 *
 * <p>ShiViz wants every count of a process, so a trace that cannot keep up ends, and says so,
 * instead of leaving gaps. The files of several servers are joined by dropping the first two lines
 * of all but one.
 */
final class TraceLog implements AutoCloseable {
  static final String HEADER = "(?<host>\\S*) (?<clock>\\{.*?\\}) (?<event>.*)";

  private static final Logger LOG = LoggerFactory.getLogger(TraceLog.class);
  private static final int CAPACITY = 65_536;

  private record Receipt(VectorClock clock, String event) {}

  private final Path file;
  private final String self;
  private final BlockingQueue<Receipt> queue = new ArrayBlockingQueue<>(CAPACITY);
  private final Thread writer;
  private volatile boolean ended;

  /**
   * Begins a new file, replacing an old one.
   *
   * @param given the file, or a folder: then the file in it is called after this life of the
   *     process, so that a restart replaces nothing
   */
  TraceLog(Path given, ProcessId self) {
    this.self = name(self);
    this.file = Files.isDirectory(given) ? given.resolve(this.self + ".trace") : given;
    BufferedWriter out;
    try {
      out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
      out.write(HEADER + "\n\n");
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the trace to " + file, e);
    }
    writer = new Thread(() -> write(out), "trace-" + self.uid());
    writer.setDaemon(true);
    writer.start();
  }

  /** Notes one receipt; never blocks. Receipts must come in the order of their counts. */
  void received(VectorClock clock, String event) {
    if (!ended && !queue.offer(new Receipt(clock, event))) {
      ended = true;
      LOG.warn("trace ends here: more receipts than can be written file={}", file);
    }
  }

  private void write(BufferedWriter opened) {
    try (BufferedWriter out = opened) {
      while (!ended || !queue.isEmpty()) {
        Receipt receipt = queue.poll(100, TimeUnit.MILLISECONDS);
        if (receipt == null) {
          out.flush();
        } else {
          out.write(line(receipt));
        }
      }
    } catch (IOException e) {
      ended = true;
      LOG.warn("trace ends here: cannot write file={}", file, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String line(Receipt receipt) {
    StringJoiner clock = new StringJoiner(", ", "{", "}");
    receipt.clock().counts().forEach((id, n) -> clock.add("\"" + name(id) + "\": " + n));
    return self + " " + clock + " " + receipt.event() + "\n";
  }

  /** Short, without blanks, and different for every life of a process. */
  private static String name(ProcessId id) {
    return id.uid() + "-" + id.incarnation().substring(0, 8);
  }

  /** Writes out what was noted. */
  @Override
  public void close() {
    ended = true;
    try {
      writer.join(2000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
