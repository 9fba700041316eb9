package olympics.cacofonix.outbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import olympics.cacofonix.core.Acknowledged;
import olympics.cacofonix.core.SendWindow.Numbered;
import olympics.cacofonix.core.Update;
import olympics.cacofonix.outbox.OutboxRecord.Acked;
import olympics.cacofonix.outbox.OutboxRecord.Began;
import olympics.cacofonix.outbox.OutboxRecord.Written;

/**
 * The outbox of one run. Confined to the publisher's thread.
 *
 * <p>An update is on the disk before {@link #write} returns, and only then may it be sent. That it
 * was answered is noted without waiting for the disk: the worst that a lost note does is that the
 * update is sent again under the same id, which has no effect twice.
 */
public final class Outbox implements AutoCloseable {
  private final OutboxFile file;
  private final Run run;
  private final Acknowledged acknowledged = new Acknowledged();
  private final TreeMap<Long, Update> unanswered = new TreeMap<>();
  private long written;
  private long ignoredBytes;

  private Outbox(OutboxFile file, Run run) {
    this.file = file;
    this.run = run;
  }

  /**
   * Opens the outbox of a run, which is the file of its writer in the folder.
   *
   * @throws OutboxInUseException if another process has it open
   */
  public static Outbox open(Path folder, Run run) throws IOException {
    return open(DiskFile.open(folder.resolve(run.writer() + ".outbox")), run);
  }

  /** Reads what is there, and forgets a torn end. */
  public static Outbox open(OutboxFile file, Run run) throws IOException {
    Outbox outbox = new Outbox(file, run);
    try {
      outbox.recover();
      return outbox;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** Whose outbox this is. */
  public Run run() {
    return run;
  }

  /** The highest number that was ever written. */
  public long written() {
    return written;
  }

  /** Which numbers were answered. */
  public Acknowledged acknowledged() {
    return acknowledged;
  }

  /** What was written under a number and not answered, if that is so. */
  public Optional<Update> unanswered(long sequence) {
    return Optional.ofNullable(unanswered.get(sequence));
  }

  /** How many bytes of a torn end were ignored when it was opened. */
  public long ignoredBytes() {
    return ignoredBytes;
  }

  /** Puts updates on the disk; when this returns they may be sent. */
  public void write(List<Numbered> updates) throws IOException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (Numbered numbered : updates) {
      if (numbered.sequence() <= written) {
        throw new IllegalArgumentException("update " + numbered.sequence() + " was written before");
      }
      lines.writeBytes(new Written(numbered.sequence(), numbered.update()).encoded());
      written = numbered.sequence();
      unanswered.put(numbered.sequence(), numbered.update());
    }
    file.append(lines.toByteArray());
    file.force();
  }

  /** Notes that an update was answered. */
  public void answered(long sequence) throws IOException {
    file.append(new Acked(sequence).encoded());
    apply(new Acked(sequence));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /**
   * Everything from the first bad line on is ignored. What was sent is never among it after a crash
   * (it was forced before); were it ever, the same updates go out under the same ids once more.
   */
  private void recover() throws IOException {
    byte[] bytes = file.readAll();
    int good = 0;
    boolean first = true;
    for (int end = lineEnd(bytes, good); end >= 0; end = lineEnd(bytes, good)) {
      Optional<OutboxRecord> record =
          OutboxRecord.decode(new String(bytes, good, end - good, StandardCharsets.UTF_8));
      if (record.isEmpty() || first != record.get() instanceof Began) {
        break;
      }
      apply(record.get());
      first = false;
      good = end + 1;
    }
    ignoredBytes = (long) bytes.length - good;
    if (ignoredBytes > 0) {
      file.truncate(good);
    }
    if (first) {
      file.append(new Began(run).encoded());
    }
  }

  private void apply(OutboxRecord record) throws IOException {
    if (record instanceof Began began && !began.run().writer().equals(run.writer())) {
      throw new IOException(
          "the outbox of "
              + run.writer()
              + " is that of "
              + began.run().writer()
              + " in truth; put the file back where it was");
    }
    if (record instanceof Written update) {
      written = Math.max(written, update.sequence());
      unanswered.put(update.sequence(), update.update());
    } else if (record instanceof Acked acked) {
      acknowledged.add(acked.sequence());
      unanswered.remove(acked.sequence());
    }
  }

  private static int lineEnd(byte[] bytes, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }
}
