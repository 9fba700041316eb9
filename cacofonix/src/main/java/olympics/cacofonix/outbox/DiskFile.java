package olympics.cacofonix.outbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** An outbox on a disk, locked against a second process for as long as it is open. */
final class DiskFile implements OutboxFile {
  private static final int MAX_BYTES = 1 << 30;

  private final Path path;
  private final FileChannel channel;

  private DiskFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Opens the file, making it and its folder if need be.
   *
   * @throws OutboxInUseException if another Cacofonix has it
   */
  static DiskFile open(Path path) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      if (!isLocked(channel)) {
        throw new OutboxInUseException(path);
      }
      forceFolder(folder);
      return new DiskFile(path, channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** The lock goes with the channel, or with the process, however that ends. */
  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // held elsewhere in this process
    }
  }

  /** Makes the new file's name durable; Windows does so by itself and opens no folders. */
  private static void forceFolder(Path folder) throws IOException {
    if (folder.getFileSystem().getSeparator().equals("/")) {
      try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
        names.force(true);
      }
    }
  }

  @Override
  public byte[] readAll() throws IOException {
    if (channel.size() > MAX_BYTES) {
      throw new IOException(
          path + " has " + channel.size() + " bytes, expected at most " + MAX_BYTES);
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
    while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
      // until full, or the end
    }
    channel.position(channel.size());
    return bytes.array();
  }

  @Override
  public void truncate(long length) throws IOException {
    channel.truncate(length);
    channel.position(length);
    channel.force(true);
  }

  @Override
  public void append(byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  @Override
  public void force() throws IOException {
    channel.force(false);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
