package olympics.cacofonix;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import olympics.cacofonix.core.Problem;
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
    byte[] bytes = Files.readAllBytes(file);
    List<Problem> undecodable = undecodableLines(bytes);
    if (!undecodable.isEmpty()) {
      throw new BadResultsException(file, undecodable);
    }
    ResultsReading reading = parse(bytes);
    if (!reading.problems().isEmpty()) {
      throw new BadResultsException(file, reading.problems());
    }
    return new ResultsFile(
        ReplayPlan.of(reading.results()), HexFormat.of().formatHex(Run.sha256().digest(bytes)));
  }

  private static ResultsReading parse(byte[] bytes) throws IOException {
    ResultsReading reading = new ResultsReading();
    Reader text = new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8);
    try (CSVParser parser = CSVParser.builder().setReader(text).setFormat(FORMAT).get()) {
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
    long breaks = cells.stream().flatMapToInt(String::chars).filter(c -> c == '\n').count();
    return parser.getCurrentLineNumber() - breaks;
  }

  private static String withoutByteOrderMark(String cell) {
    return !cell.isEmpty() && cell.charAt(0) == BYTE_ORDER_MARK ? cell.substring(1) : cell;
  }

  private static List<Problem> undecodableLines(byte[] bytes) {
    List<Problem> problems = new ArrayList<>();
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(8192);
    long line = 1;
    int counted = 0;
    while (problems.size() < ResultsReading.MAX_PROBLEMS) {
      CoderResult result = decoder.decode(in, out, true);
      if (result.isUnderflow()) {
        break;
      }
      if (result.isMalformed()) {
        for (; counted < in.position(); counted++) {
          line += bytes[counted] == '\n' ? 1 : 0;
        }
        if (problems.isEmpty() || problems.get(problems.size() - 1).line() < line) {
          problems.add(
              new Problem(
                  line,
                  String.format(
                      "the byte 0x%02x at byte %d of the file is not UTF-8, expected UTF-8 text",
                      bytes[in.position()], in.position())));
        }
        in.position(in.position() + result.length());
      }
      out.clear();
    }
    return problems;
  }
}
