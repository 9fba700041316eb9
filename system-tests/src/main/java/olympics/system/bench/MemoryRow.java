package olympics.system.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import olympics.system.Games;
import olympics.system.Vitals;
import olympics.system.Vitals.Measure;
import olympics.system.bench.core.Figures;

/**
 * What the four servers hold together while reads go through them, in as many parts as there are
 * rounds. How much it grows in a part is taken for a million.
 *
 * @param reads in all parts together
 */
record MemoryRow(long reads) implements Row {
  private static final int CONNECTIONS = 64;
  private static final double MILLION = 1e6;

  /** This part of the reads comes before: it is enough for what is loaded and compiled once. */
  private static final int BEFORE = 9;

  private static final Map<Measure, String> SUBJECTS =
      Map.of(Measure.HEAP, "memory-heap", Measure.RESIDENT, "memory-resident");

  @Override
  public String name() {
    return "memory-64";
  }

  @Override
  public String what() {
    return "memory of the four servers while "
        + Figures.text((double) reads)
        + " reads go through PygmyDotCom";
  }

  @Override
  public List<String> needs() {
    return List.of(Programs.WRK, Programs.JCMD);
  }

  @Override
  public void measure(Bench bench) throws IOException, RowFailedException {
    try (Games games = bench.prepare("push", "push")) {
      games.startAll();
      Contest contest = new Contest(bench, ReadRows.authority(games));
      Path call = ReadRows.read(games);
      Contender balancer = ReadRows.ours("PygmyDotCom", games.address(Games.BALANCER), call);
      long unusedAnswers = contest.answer(balancer, CONNECTIONS, reads / BEFORE);
      Map<Measure, Double> last = held(games);
      long done = 0;
      note(bench, done, last);
      for (int round = 1; round <= bench.rounds(); round++) {
        long answered = contest.answer(balancer, CONNECTIONS, reads / bench.rounds() + 1);
        done += answered;
        Map<Measure, Double> now = held(games);
        note(bench, done, now);
        for (Measure measure : SUBJECTS.keySet()) {
          double growth = (now.get(measure) - last.get(measure)) * MILLION / answered;
          bench.ours(SUBJECTS.get(measure) + "-growth", CONNECTIONS, round, growth);
          bench.show(round, measure.unit + ", growth", growth, "for a million reads");
        }
        last = now;
      }
    }
  }

  private static Map<Measure, Double> held(Games games) {
    Map<Measure, Double> sum = new EnumMap<>(Measure.class);
    for (String server : List.of(Games.DATABASE, Games.ONE, Games.TWO, Games.BALANCER)) {
      Vitals.of(games.server(server))
          .forEach((measure, value) -> sum.merge(measure, value, Double::sum));
    }
    return sum;
  }

  private static void note(Bench bench, long done, Map<Measure, Double> held) {
    SUBJECTS.forEach(
        (measure, subject) -> bench.ours(subject, done / MILLION, 1, held.get(measure)));
  }
}
