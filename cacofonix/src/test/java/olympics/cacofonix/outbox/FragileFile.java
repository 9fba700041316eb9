package olympics.cacofonix.outbox;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;

/** A file in memory that forgets, when it crashes, some of what was not forced; for tests. */
public class FragileFile implements OutboxFile {
  private byte[] content = {};
  private int forced;

  @Override
  public byte[] readAll() {
    return content.clone();
  }

  @Override
  public void truncate(long length) {
    content = Arrays.copyOf(content, (int) length);
    forced = Math.min(forced, content.length);
  }

  @Override
  public void append(byte[] bytes) {
    int before = content.length;
    content = Arrays.copyOf(content, before + bytes.length);
    System.arraycopy(bytes, 0, content, before, bytes.length);
  }

  @Override
  public void force() {
    forced = content.length;
  }

  @Override
  public void close() {}

  /** Power fails: what was forced stays, and any part of what came after. */
  public void crash(Random random) {
    content = Arrays.copyOf(content, forced + random.nextInt(content.length - forced + 1));
    forced = content.length;
  }

  /** Whether an update would survive any crash. */
  public boolean isSafe(long sequence) {
    return new String(content, 0, forced, StandardCharsets.UTF_8)
        .lines()
        .map(OutboxRecord::decode)
        .flatMap(Optional::stream)
        .anyMatch(
            record ->
                record instanceof OutboxRecord.Written written && written.sequence() == sequence);
  }
}
