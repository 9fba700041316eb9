package olympics.system.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import olympics.system.Games;
import olympics.system.GamesProcess;

/** Where a front-end and the balancer spend their time while they are loaded with reads. */
record ProfileRow() implements Row {
  private static final int CONNECTIONS = 64;

  @Override
  public String name() {
    return "profile";
  }

  @Override
  public String what() {
    return "flight recordings (JFR) of a front-end and of PygmyDotCom, loaded with reads";
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
      record(
          bench,
          contest,
          ReadRows.ours("front-end", games.address(Games.ONE), call),
          games.server(Games.ONE));
      record(
          bench,
          contest,
          ReadRows.ours("PygmyDotCom", games.address(Games.BALANCER), call),
          games.server(Games.BALANCER));
    }
  }

  private static void record(
      Bench bench, Contest contest, Contender contender, GamesProcess process)
      throws IOException, RowFailedException {
    var unusedAnswers = contest.warmUp(contender, CONNECTIONS);
    String name = "profile-" + contender.name();
    Path recording = bench.settings().output().resolve(name + ".jfr");
    FlightRecording.start(process);
    for (int round = 1; round <= bench.rounds(); round++) {
      double throughput = contest.load(contender, CONNECTIONS).throughput();
      bench.ours(name, CONNECTIONS, round, throughput);
      bench.show(round, contender.name() + ", recorded", throughput, "a second");
    }
    FlightRecording.stop(process, recording);
    Files.writeString(
        bench.settings().output().resolve(name + ".md"),
        FlightRecording.profile(recording).markdown(contender.name()));
  }
}
