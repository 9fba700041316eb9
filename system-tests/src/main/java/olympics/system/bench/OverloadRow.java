package olympics.system.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import olympics.process.core.Address;
import olympics.system.Games;
import olympics.system.bench.core.Claim;
import olympics.system.bench.core.Figures;

/**
 * Twice the reads that PygmyDotCom can take: how many it answers with a value, how soon, and how
 * soon it says 503 to the others. What it can take is measured in each round, right before.
 */
record OverloadRow() implements Row {
  private static final int TIMES = 2;

  /** It takes the most when so many are open. */
  private static final int ALL_IT_TAKES = 256;

  private static final int CONNECTIONS = 1_024;

  @Override
  public String name() {
    return "overload";
  }

  @Override
  public String what() {
    return "twice the reads that PygmyDotCom can take, beside as many as it can take";
  }

  @Override
  public List<String> needs() {
    return List.of(Programs.WRK);
  }

  /** The open load speaks plain text. */
  @Override
  public boolean speaksTls() {
    return false;
  }

  @Override
  public void measure(Bench bench) throws IOException, RowFailedException {
    try (Games games = bench.prepare("push", "push")) {
      games.startAll();
      Contest contest = new Contest(bench, ReadRows.authority(games));
      Path call = ReadRows.read(games);
      Address address = games.address(Games.BALANCER);
      Contender balancer = ReadRows.ours("PygmyDotCom", address, call);
      var unusedAnswers = contest.warmUp(balancer, ALL_IT_TAKES);
      for (int round = 0; round <= bench.rounds(); round++) {
        double most = contest.load(balancer, ALL_IT_TAKES).throughput();
        try (OpenLoad load = new OpenLoad(address, Files.readAllBytes(call), CONNECTIONS)) {
          OpenLoad.Outcome outcome = load.run(TIMES * most, bench.settings().each());
          if (round > 0) {
            note(bench, round, most, outcome);
          }
        }
      }
    }
  }

  private static void note(Bench bench, int round, double most, OpenLoad.Outcome outcome) {
    double p99 = Figures.quantile(outcome.acceptedMillis(), 0.99);
    bench.note("overload", Claim.OURS, TIMES, round, outcome.acceptedPerSecond());
    bench.note("overload", Claim.PEER, TIMES, round, most);
    bench.ours("overload-p99", TIMES, round, p99);
    bench.ours("overload-shed", TIMES, round, outcome.shedShare());
    bench.show(round, "what it can take", most, "a second");
    bench.show(round, "twice: answered with a value", outcome.acceptedPerSecond(), "a second");
    bench.show(round, "twice: to a value, p99", p99, "ms");
    bench.show(round, "twice: answered 503", 100 * outcome.shedShare(), "%");
    if (!outcome.shedMillis().isEmpty()) {
      double shed = Figures.quantile(outcome.shedMillis(), 0.99);
      bench.ours("overload-shed-p99", TIMES, round, shed);
      bench.show(round, "twice: to a 503, p99", shed, "ms");
    }
  }
}
