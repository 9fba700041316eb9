package olympics.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** What can happen to the files of a database that is not served. Each is drawn with a seed. */
enum DatabaseDamage {
  BIT_OF_THE_FILE,
  BIT_OF_THE_LOG,
  BIT_OF_THE_LOGS_HEADER,
  BIT_OF_THE_MARK,
  PAGE_OF_THE_FILE_ZEROED,
  PAGE_OF_THE_LOG_ZEROED,
  PAGES_OF_THE_FILE_SWAPPED,
  FILE_TRUNCATED,
  LOG_TRUNCATED,
  FILE_EMPTY,
  LOG_EMPTY,
  FILE_GONE,
  LOG_GONE;

  private static final int PAGE = 4_096;
  private static final int LOG_HEADER = 32;

  /** The files of a database, by what follows the database's name: nothing, -wal, -mark. */
  static Map<String, byte[]> read(Path database) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    for (String suffix : new String[] {"", "-wal", "-mark"}) {
      Path file = database.resolveSibling(database.getFileName() + suffix);
      if (Files.exists(file)) {
        files.put(suffix, Files.readAllBytes(file));
      }
    }
    return files;
  }

  static void write(Path database, Map<String, byte[]> files) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(database.resolveSibling(database.getFileName() + file.getKey()), file.getValue());
    }
  }

  /** A damaged copy. */
  Map<String, byte[]> of(Map<String, byte[]> whole, Random random) {
    Map<String, byte[]> files = new TreeMap<>(whole);
    switch (this) {
      case BIT_OF_THE_FILE -> files.computeIfPresent("", (name, bytes) -> flip(bytes, random));
      case BIT_OF_THE_LOG -> files.computeIfPresent("-wal", (name, bytes) -> flip(bytes, random));
      case BIT_OF_THE_LOGS_HEADER ->
          files.computeIfPresent("-wal", (name, bytes) -> flip(bytes, random, LOG_HEADER));
      case BIT_OF_THE_MARK -> files.computeIfPresent("-mark", (name, bytes) -> flip(bytes, random));
      case PAGE_OF_THE_FILE_ZEROED ->
          files.computeIfPresent("", (name, bytes) -> zeroPage(bytes, random));
      case PAGE_OF_THE_LOG_ZEROED ->
          files.computeIfPresent("-wal", (name, bytes) -> zeroPage(bytes, random));
      case PAGES_OF_THE_FILE_SWAPPED ->
          files.computeIfPresent("", (name, bytes) -> swapPages(bytes, random));
      case FILE_TRUNCATED -> files.computeIfPresent("", (name, bytes) -> cut(bytes, random));
      case LOG_TRUNCATED -> files.computeIfPresent("-wal", (name, bytes) -> cut(bytes, random));
      case FILE_EMPTY -> files.put("", new byte[0]);
      case LOG_EMPTY -> files.computeIfPresent("-wal", (name, bytes) -> new byte[0]);
      case FILE_GONE -> files.remove("");
      case LOG_GONE -> files.remove("-wal");
    }
    return files;
  }

  private static byte[] flip(byte[] whole, Random random) {
    return flip(whole, random, whole.length);
  }

  private static byte[] flip(byte[] whole, Random random, int before) {
    byte[] bytes = whole.clone();
    int at = random.nextInt(before);
    bytes[at] ^= (byte) (1 << random.nextInt(8));
    return bytes;
  }

  private static byte[] zeroPage(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    int at = random.nextInt(bytes.length / PAGE) * PAGE;
    Arrays.fill(bytes, at, at + PAGE, (byte) 0);
    return bytes;
  }

  private static byte[] swapPages(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    int pages = bytes.length / PAGE;
    int one = random.nextInt(pages);
    int other = (one + 1 + random.nextInt(pages - 1)) % pages;
    System.arraycopy(whole, one * PAGE, bytes, other * PAGE, PAGE);
    System.arraycopy(whole, other * PAGE, bytes, one * PAGE, PAGE);
    return bytes;
  }

  private static byte[] cut(byte[] whole, Random random) {
    return Arrays.copyOf(whole, random.nextInt(whole.length));
  }
}
