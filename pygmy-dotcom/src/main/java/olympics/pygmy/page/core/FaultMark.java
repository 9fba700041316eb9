package olympics.pygmy.page.core;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import olympics.games.core.Names;

/**
 * A fault that somebody had happen on purpose, or its end.
 *
 * @param time when, in seconds since 1970, by the clock of the machine that it was done on
 * @param ends whether this is the end of one
 * @param text what, fit for one line
 */
public record FaultMark(double time, boolean ends, String text) {
  private static final Pattern LINE = Pattern.compile("(\\d{1,15})\t(fault|end)\t(.+)");
  private static final int MOST = 40;
  private static final int LONGEST = 200;

  /**
   * Reads lines of milliseconds, {@code fault} or {@code end}, and a text, with tabs between; the
   * last 40, and none that has another form.
   */
  public static List<FaultMark> of(String lines) {
    List<FaultMark> all =
        lines
            .lines()
            .map(LINE::matcher)
            .filter(Matcher::matches)
            .map(
                line ->
                    new FaultMark(
                        Long.parseLong(line.group(1)) / 1e3,
                        line.group(2).equals("end"),
                        Names.quotable(line.group(3), LONGEST)))
            .toList();
    return all.subList(Math.max(0, all.size() - MOST), all.size());
  }
}
