package olympics.cacofonix.outbox;

import java.io.IOException;

/** Where an outbox is kept: bytes that are only added to. */
public interface OutboxFile extends AutoCloseable {
  /** All that is there. */
  byte[] readAll() throws IOException;

  /** Forgets what stands past this length. */
  void truncate(long length) throws IOException;

  /** Adds to the end. What was added may be lost, in part or whole, until {@link #force}. */
  void append(byte[] bytes) throws IOException;

  /** Returns when everything that was added is on the disk. */
  void force() throws IOException;

  @Override
  void close() throws IOException;
}
