package olympics.system.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import olympics.process.core.Address;
import olympics.system.FreePorts;
import olympics.system.Games;
import olympics.system.GamesProcess;
import olympics.system.bench.core.Claim;

/** Reads through PygmyDotCom, beside a stand-in for the Python original. */
record PythonRow() implements Row {
  private static final int CONNECTIONS = 64;

  @Override
  public String name() {
    return "python-64";
  }

  @Override
  public String what() {
    return "reads through PygmyDotCom, beside a balancer and two front-ends in Python as the"
        + " design of the original has them, 64 connections";
  }

  @Override
  public List<String> needs() {
    return List.of(Programs.WRK, Programs.PYTHON);
  }

  @Override
  public boolean speaksTls() {
    return false;
  }

  @Override
  public void measure(Bench bench) throws IOException, RowFailedException {
    try (Games games = bench.prepare("push", "push");
        StandIn standIn = StandIn.start(bench)) {
      games.startAll();
      Contest contest = new Contest(bench, ReadRows.authority(games));
      Path call = ReadRows.read(games);
      contest.hold(
          "python",
          CONNECTIONS,
          CONNECTIONS,
          List.of(
              ReadRows.ours("PygmyDotCom", games.address(Games.BALANCER), call),
              Contender.ofReads(Claim.PEER, "Python", standIn.address(), call)));
    }
  }

  /**
   * The three processes; they end with the benchmark by themselves.
   *
   * @param address where the balancer listens
   */
  private record StandIn(Address address, List<GamesProcess> processes) implements AutoCloseable {
    static StandIn start(Bench bench) throws IOException {
      Path work = bench.settings().work();
      Path script = work.resolve("stand_in.py");
      try (InputStream packed = PythonRow.class.getResourceAsStream("stand_in.py")) {
        Files.copy(packed, script, StandardCopyOption.REPLACE_EXISTING);
      }
      String python = Programs.path(Programs.PYTHON);
      List<String> ports = FreePorts.take(3).stream().map(String::valueOf).toList();
      StandIn started =
          new StandIn(new Address("localhost", Integer.parseInt(ports.get(2))), new ArrayList<>());
      List<List<String>> roles =
          List.of(
              List.of("front-end", ports.get(0)),
              List.of("front-end", ports.get(1)),
              List.of("balancer", ports.get(2), ports.get(0), ports.get(1)));
      try {
        for (List<String> role : roles) {
          List<String> command = new ArrayList<>(List.of(python, script.toString()));
          command.addAll(role);
          GamesProcess process = GamesProcess.start("Python " + role, command, work, Map.of());
          started.processes.add(process);
          Peer.awaitListening(process, Integer.parseInt(role.get(1)));
        }
        return started;
      } catch (IOException | RuntimeException | Error e) {
        started.close();
        throw e;
      }
    }

    @Override
    public void close() {
      processes.forEach(GamesProcess::close);
    }
  }
}
