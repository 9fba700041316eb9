package olympics.cacofonix;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import olympics.cacofonix.core.LineBreaks;
import olympics.cacofonix.core.ReplayPlan;
import olympics.cacofonix.core.ResultsReading;
import olympics.cacofonix.outbox.Run;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A results file that was read and checked whole.
 *
 * @param plan its updates in the order of publishing
 * @param digest SHA-256 of its bytes, in hexadecimal
 */
record ResultsFile(ReplayPlan plan, String digest) {
  /** The largest file that is read. */
  static final long MAX_BYTES = 256L << 20;

  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setIgnoreEmptyLines(true).get();
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /**
   * Reads a file.
   *
   * @throws BadResultsException if a line is bad
   * @throws NoSuchFileException if there is no such file
   */
  static ResultsFile read(Path file) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IOException(file + " is no file, expected a results file");
    }
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException(
          file + " has " + Files.size(file) + " bytes, expected at most " + MAX_BYTES);
    }
    Utf8Check check = Utf8Check.of(file);
    if (!check.problems().isEmpty()) {
      throw new BadResultsException(file, check.problems());
    }
    MessageDigest digest = Run.sha256();
    ResultsReading reading;
    try (InputStream bytes = new DigestInputStream(Files.newInputStream(file), digest)) {
      reading = parse(bytes);
      bytes.transferTo(OutputStream.nullOutputStream());
    }
    String hex = HexFormat.of().formatHex(digest.digest());
    if (!hex.equals(check.digest())) {
      throw new IOException(file + " changed while it was read; try again when it is complete");
    }
    if (!reading.problems().isEmpty()) {
      throw new BadResultsException(file, reading.problems());
    }
    return new ResultsFile(ReplayPlan.of(reading.results()), hex);
  }

  private static ResultsReading parse(InputStream bytes) throws IOException {
    ResultsReading reading = new ResultsReading();
    Reader text = new InputStreamReader(bytes, StandardCharsets.UTF_8);
    CSVParser parser = CSVParser.builder().setReader(text).setFormat(FORMAT).get();
    Iterator<CSVRecord> records = parser.iterator();
    boolean first = true;
    boolean more = true;
    while (more && hasNext(records, parser, reading)) {
      List<String> cells = new ArrayList<>(records.next().toList());
      if (first) {
        cells.set(0, withoutByteOrderMark(cells.get(0)));
        first = false;
      }
      more = reading.row(startLine(parser, cells), cells);
    }
    return reading;
  }

  /** Quotes that do not match end the reading: nobody can say where the next row begins. */
  private static boolean hasNext(
      Iterator<CSVRecord> records, CSVParser parser, ResultsReading reading) {
    try {
      return records.hasNext();
    } catch (UncheckedIOException | IllegalStateException e) {
      reading.problem(
          parser.getCurrentLineNumber(),
          "not a row of comma-separated values, expected every quoted cell to end with a quote");
      return false;
    }
  }

  /** The parser stands at a row's end; a quoted cell may span lines. */
  private static long startLine(CSVParser parser, List<String> cells) {
    long breaks = cells.stream().mapToLong(LineBreaks::in).sum();
    return parser.getCurrentLineNumber() - breaks;
  }

  private static String withoutByteOrderMark(String cell) {
    return !cell.isEmpty() && cell.charAt(0) == BYTE_ORDER_MARK ? cell.substring(1) : cell;
  }
}
