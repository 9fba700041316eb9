package olympics.cacofonix;

import static olympics.fuzz.Property.escaped;
import static olympics.fuzz.Property.holds;
import static olympics.fuzz.Property.isOneLine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import olympics.cacofonix.core.Pace;
import olympics.cacofonix.core.ReplayPlan;
import olympics.cacofonix.core.Update;
import olympics.cacofonix.core.Update.MedalWon;
import olympics.cacofonix.core.Update.ScoreReport;
import olympics.cacofonix.core.UpdateSource;

/**
 * Whatever bytes are in a results file:
 *
 * <ul>
 *   <li>it is read, or refused with at most twenty lines of the file, in their order, each with its
 *       number and what was expected there;
 *   <li>empty lines before it move every number by as many and change nothing else;
 *   <li>a bad line at its end is refused with that line's number, if all before it was good;
 *   <li>what was read, written as plainly as can be, is read the same;
 *   <li>it can be replayed at any speed: no update comes before the one before it.
 * </ul>
 */
final class ResultsProperties {
  private static final String LINE_END = System.lineSeparator();
  private static final String AND_MORE = "and perhaps more: the rest was not read";
  private static final String BETWEEN = " v ";
  private static final Pattern NOT_UTF_8 =
      Pattern.compile("the byte 0x[0-9a-f]{2} at byte ([0-9]+) of the file is not UTF-8, .*");
  private static final int MAX_PROBLEMS = 20;
  private static final String BAD_LINE = "\nbad,\"a row\rwith\r\nfour\nlines\"" + ",".repeat(40);
  private static final int BREAKS_IN_BAD_LINE = 3;
  private static final int EMPTY_LINES = 3;

  /** Reads a file. */
  interface Reader {
    ReplayPlan read(Path file) throws IOException;
  }

  private final Reader reader;
  private final Path file;

  /** A number of a line, and what is said of it. */
  private record Complaint(long line, String text) {}

  /** What became of a file. */
  private record Outcome(List<Update> updates, List<Complaint> complaints) {}

  private ResultsProperties(Reader reader, Path file) {
    this.reader = reader;
    this.file = file;
  }

  /**
   * Checks one file.
   *
   * @param file where its bytes are put
   */
  static void check(Reader reader, Path file, byte[] bytes) {
    new ResultsProperties(reader, file).check(bytes);
  }

  private void check(byte[] bytes) {
    Outcome outcome = outcome(bytes);
    complaintsAreInOrder(outcome, lines(bytes));
    outcome.complaints().forEach(complaint -> bytesAreInTheirLine(complaint, bytes));
    boolean marked = bytes.length > 2 && bytes[0] == (byte) 0xEF;
    if (!marked) {
      emptyLinesMoveIt(outcome, bytes);
    }
    if (outcome.complaints().isEmpty()) {
      aBadLineIsNumbered(bytes);
      Outcome again = outcome(written(outcome.updates()).getBytes(StandardCharsets.UTF_8));
      holds(again.equals(outcome), () -> outcome + " was read again as " + again);
    }
  }

  private Outcome outcome(byte[] bytes) {
    try {
      ReplayPlan plan = reader.read(Files.write(file, bytes));
      replays(plan);
      return new Outcome(plan.updates(), List.of());
    } catch (BadResultsException refusal) {
      return new Outcome(List.of(), complaints(refusal.getMessage()));
    } catch (IOException e) {
      throw new AssertionError("neither read nor refused: " + escaped(bytes), e);
    }
  }

  private List<Complaint> complaints(String message) {
    List<String> lines = Arrays.asList(message.split(LINE_END, -1));
    holds(
        lines.get(0).equals(file + ": nothing was sent, because"),
        () -> "begins with " + escaped(message));
    boolean more = lines.get(lines.size() - 1).equals(AND_MORE);
    List<Complaint> complaints =
        lines.subList(1, lines.size() - (more ? 1 : 0)).stream().map(this::complaint).toList();
    holds(
        !complaints.isEmpty() && complaints.size() <= MAX_PROBLEMS,
        () -> complaints.size() + " complaints: " + escaped(message));
    return complaints;
  }

  private Complaint complaint(String line) {
    Matcher matcher =
        Pattern.compile(Pattern.quote(file.toString()) + ":([0-9]+): (.+)", Pattern.DOTALL)
            .matcher(line);
    holds(matcher.matches(), () -> "no number: " + escaped(line));
    String text = matcher.group(2);
    isOneLine(text, 600);
    holds(text.contains("expected") || text.contains(" twice "), () -> "expects nothing: " + text);
    return new Complaint(Long.parseLong(matcher.group(1)), text);
  }

  private static void complaintsAreInOrder(Outcome outcome, long lines) {
    long last = 1;
    for (Complaint complaint : outcome.complaints()) {
      holds(
          complaint.line() >= last && complaint.line() <= lines,
          () -> "of " + lines + " lines, not in order: " + outcome.complaints());
      last = complaint.line();
    }
  }

  private static void bytesAreInTheirLine(Complaint complaint, byte[] bytes) {
    Matcher matcher = NOT_UTF_8.matcher(complaint.text());
    if (matcher.matches()) {
      byte[] before = Arrays.copyOf(bytes, Integer.parseInt(matcher.group(1)));
      holds(complaint.line() == lines(before), () -> complaint + " of " + escaped(bytes));
    }
  }

  private void emptyLinesMoveIt(Outcome outcome, byte[] bytes) {
    byte[] moved = new byte[EMPTY_LINES + bytes.length];
    Arrays.fill(moved, 0, EMPTY_LINES, (byte) '\n');
    System.arraycopy(bytes, 0, moved, EMPTY_LINES, bytes.length);
    Outcome then = outcome(moved);
    List<Long> expected =
        outcome.complaints().stream().map(complaint -> complaint.line() + EMPTY_LINES).toList();
    boolean saysThatItIsEmpty =
        outcome.complaints().size() == 1 && outcome.complaints().get(0).line() == 1;
    holds(
        then.updates().equals(outcome.updates())
            && (saysThatItIsEmpty
                || then.complaints().stream().map(Complaint::line).toList().equals(expected)),
        () -> "after empty lines " + then + ", before " + outcome);
  }

  private void aBadLineIsNumbered(byte[] bytes) {
    byte[] badLine = BAD_LINE.getBytes(StandardCharsets.UTF_8);
    byte[] longer = Arrays.copyOf(bytes, bytes.length + badLine.length);
    System.arraycopy(badLine, 0, longer, bytes.length, badLine.length);
    List<Long> numbers = outcome(longer).complaints().stream().map(Complaint::line).toList();
    long expected = lines(longer) - BREAKS_IN_BAD_LINE;
    holds(
        numbers.equals(List.of(expected)),
        () -> "line " + expected + " is bad, not " + numbers + ": " + escaped(longer));
  }

  /** How many lines a file has, whichever way they end. */
  private static long lines(byte[] bytes) {
    long lines = 1;
    for (int i = 0; i < bytes.length; i++) {
      boolean pair = bytes[i] == '\n' && i > 0 && bytes[i - 1] == '\r';
      lines += (bytes[i] == '\n' || bytes[i] == '\r') && !pair ? 1 : 0;
    }
    return lines;
  }

  private static void replays(ReplayPlan plan) {
    for (double speed : new double[] {1e-300, 1, 600, Pace.MAX}) {
      UpdateSource source = plan.at(new Pace(speed, Duration.ofMillis(100)));
      for (long sequence = 1; sequence <= source.total(); sequence++) {
        Duration gap = source.gapBefore(sequence);
        long number = sequence;
        holds(!gap.isNegative(), () -> "a gap of " + gap + " before " + number);
      }
    }
  }

  /** As plainly as can be: every cell quoted. */
  private static String written(List<Update> updates) {
    return updates.stream()
        .map(ResultsProperties::written)
        .collect(Collectors.joining("\n", header(updates) + "\n", "\n"));
  }

  private static String header(List<Update> updates) {
    return updates.get(0) instanceof MedalWon ? "team,medal,event" : "team_a,team_b,score";
  }

  private static String written(Update update) {
    if (update instanceof MedalWon won) {
      return quoted(won.team(), won.medal().toString(), won.event());
    }
    ScoreReport report = (ScoreReport) update;
    String event = report.event();
    for (int v = event.indexOf(BETWEEN); v >= 0; v = event.indexOf(BETWEEN, v + 1)) {
      String first = event.substring(0, v);
      String second = event.substring(v + BETWEEN.length());
      if (isName(first) && isName(second)) {
        return quoted(first, second, report.score());
      }
    }
    throw new AssertionError("no two teams: " + escaped(event));
  }

  private static boolean isName(String text) {
    return !text.isEmpty() && text.equals(text.strip());
  }

  private static String quoted(String... cells) {
    return Arrays.stream(cells)
        .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
        .collect(Collectors.joining(","));
  }
}
