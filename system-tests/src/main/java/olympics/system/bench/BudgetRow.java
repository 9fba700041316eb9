package olympics.system.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import olympics.system.Games;
import olympics.system.GamesProcess;
import olympics.system.bench.core.Budget;
import olympics.system.bench.core.Claim;
import olympics.system.bench.core.ProcessorTime;
import olympics.system.bench.core.WrkReport;

/**
 * What a read costs each process on its way: through PygmyDotCom, through HAProxy, and through a
 * HAProxy that only passes bytes on, the least that one hop more can cost. For a table.
 */
record BudgetRow(List<Integer> connections) implements Row {
  private static final double MICROS = 1e6;

  /** Who is loaded, and whose processor time that costs. */
  private record Way(Contender contender, List<Long> hop) {}

  @Override
  public String name() {
    return "budget";
  }

  @Override
  public String what() {
    return "for a table: processor time for each read, of each process on its way, "
        + connections
        + " connections";
  }

  @Override
  public List<String> needs() {
    return List.of(Programs.WRK, Programs.HAPROXY);
  }

  @Override
  public void measure(Bench bench) throws IOException, RowFailedException {
    List<String> frontEnds = List.of(Games.ONE, Games.TWO);
    Budget budget = new Budget();
    try (Games games = bench.prepare("push", "push")) {
      games.startAll();
      Contest contest = new Contest(bench, ReadRows.authority(games));
      Path call = ReadRows.read(games);
      List<Long> pids = frontEnds.stream().map(games::server).map(GamesProcess::pid).toList();
      try (Peer http = Peer.haproxy(bench, games, frontEnds);
          Peer tcp = Peer.haproxyOfBytes(bench, games, frontEnds)) {
        List<Way> ways =
            List.of(
                new Way(
                    ReadRows.ours("PygmyDotCom", games.address(Games.BALANCER), call),
                    List.of(games.server(Games.BALANCER).pid())),
                way("HAProxy", http, call),
                way("HAProxy, bytes only", tcp, call),
                new Way(
                    ReadRows.ours("no hop, one front-end", games.address(Games.ONE), call),
                    List.of()));
        for (int number : connections) {
          spend(bench, contest, number, ways, pids)
              .forEach((way, rounds) -> budget.add(number, way, rounds));
        }
      }
    }
    Files.writeString(bench.settings().output().resolve("budget.md"), budget.markdown());
  }

  private static Way way(String name, Peer peer, Path call) {
    return new Way(Contender.ofReads(Claim.PEER, name, peer.address(), call), List.of(peer.pid()));
  }

  private static Map<String, List<Budget.Spent>> spend(
      Bench bench, Contest contest, int connections, List<Way> ways, List<Long> frontEnds)
      throws IOException, RowFailedException {
    Map<String, List<Budget.Spent>> spent = new LinkedHashMap<>();
    for (Way way : ways) {
      var unusedAnswers = contest.warmUp(way.contender(), connections);
      spent.put(way.contender().name(), new ArrayList<>());
    }
    for (int round = 1; round <= bench.rounds(); round++) {
      for (Way way : ways) {
        ProcessorTime hop = time(way.hop());
        ProcessorTime behind = time(frontEnds);
        WrkReport report = contest.load(way.contender(), connections);
        long reads = report.requests();
        String name = way.contender().name();
        spent
            .get(name)
            .add(
                new Budget.Spent(
                    report.throughput(),
                    time(way.hop()).since(hop, reads),
                    time(frontEnds).since(behind, reads),
                    report.busy() * report.seconds() * MICROS / reads));
        bench.note("budget", name, connections, round, report.throughput());
        bench.show(round, name + ", " + connections, report.throughput(), "a second");
      }
    }
    return spent;
  }

  private static ProcessorTime time(List<Long> pids) throws IOException {
    ProcessorTime sum = ProcessorTime.NONE;
    for (long pid : pids) {
      sum = sum.plus(ProcessorTime.parse(Files.readString(Path.of("/proc/" + pid + "/stat"))));
    }
    return sum;
  }
}
