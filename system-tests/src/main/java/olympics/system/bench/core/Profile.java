package olympics.system.bench.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Where a program was found to be when its threads were looked at, again and again.
 *
 * @param samples of one program
 */
public record Profile(List<Sample> samples) {
  private static final String OURS = "olympics.";
  private static final String NOT_OURS = "(not called by ours)";
  private static final int SHOWN = 15;

  /**
   * One look at one thread.
   *
   * @param frames {@code package.Class.method}, the innermost one first
   * @param weight how much time it stands for, in units of the shortest interval between looks
   */
  public record Sample(List<String> frames, int weight) {}

  public Profile {
    if (samples.isEmpty()) {
      throw new IllegalArgumentException("a profile without a sample");
    }
    samples = List.copyOf(samples);
  }

  /** The methods with the largest shares, by themselves and for which of ours, in Markdown. */
  public String markdown(String what) {
    return "# Profile: %s%n%n%d samples; where no call was in progress does not count.%n%n"
            .formatted(what, samples.size())
        + table("method, without what it calls", sample -> sample.frames().get(0))
        + "\n"
        + table("method of ours, with what it calls of others", Profile::ours);
  }

  private static String ours(Sample sample) {
    return sample.frames().stream()
        .filter(frame -> frame.startsWith(OURS))
        .findFirst()
        .orElse(NOT_OURS);
  }

  private String table(String head, Function<Sample, String> place) {
    Map<String, Integer> weights = new TreeMap<>();
    int all = 0;
    for (Sample sample : samples) {
      weights.merge(place.apply(sample), sample.weight(), Integer::sum);
      all += sample.weight();
    }
    List<Map.Entry<String, Integer>> largest = new ArrayList<>(weights.entrySet());
    largest.sort(Map.Entry.comparingByValue(Comparator.reverseOrder()));
    StringBuilder table = new StringBuilder("| share | " + head + " |\n|---|---|\n");
    for (Map.Entry<String, Integer> one : largest.subList(0, Math.min(SHOWN, largest.size()))) {
      String share = Figures.text(100.0 * one.getValue() / all);
      table.append("| %s%% | `%s` |%n".formatted(share, one.getKey()));
    }
    return table.toString();
  }
}
