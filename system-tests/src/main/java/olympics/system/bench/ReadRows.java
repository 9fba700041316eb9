package olympics.system.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import olympics.process.core.Address;
import olympics.rpc.XmlRpcCodec;
import olympics.system.Games;
import olympics.system.bench.core.Claim;
import olympics.wire.Methods;

/** The rows that load something with reads. */
final class ReadRows {
  private ReadRows() {}

  /** Reads at a front-end, beside nginx with a constant. */
  record FrontEnd(int connections) implements Row {
    @Override
    public String name() {
      return "front-end-" + connections;
    }

    @Override
    public String what() {
      return "cached reads at a front-end, beside nginx with a constant, "
          + counted(connections, "connection");
    }

    @Override
    public List<String> needs() {
      return List.of(Programs.WRK, Programs.NGINX);
    }

    @Override
    public void measure(Bench bench) throws IOException, RowFailedException {
      try (Games games = bench.prepare("push", "push")) {
        games.startAll();
        Contest contest = new Contest(bench, authority(games));
        Path call = read(games);
        Contender ours = ours("front-end", games.address(Games.ONE), call);
        var unusedFillsTheCache = contest.probe().call(ours);
        String constant = contest.probe().call(ours).body();
        try (Peer nginx = Peer.nginx(bench, games, constant)) {
          contest.hold(
              "front-end",
              connections,
              connections,
              List.of(
                  ours, Contender.ofReads(Claim.PEER, "nginx, a constant", nginx.address(), call)));
        }
      }
    }
  }

  /** Reads through PygmyDotCom, beside HAProxy over the same front-ends. */
  record Balancer(String name, List<Integer> connections) implements Row {
    @Override
    public String what() {
      return "reads through PygmyDotCom, beside HAProxy over the same front-ends, "
          + (connections.size() == 1
              ? counted(connections.get(0), "connection")
              : connections + " connections");
    }

    @Override
    public List<String> needs() {
      return List.of(Programs.WRK, Programs.HAPROXY);
    }

    @Override
    public void measure(Bench bench) throws IOException, RowFailedException {
      try (Games games = bench.prepare("push", "push")) {
        games.startAll();
        Contest contest = new Contest(bench, authority(games));
        Path call = read(games);
        try (Peer haproxy = Peer.haproxy(bench, games, List.of(Games.ONE, Games.TWO))) {
          for (int number : connections) {
            contest.hold(
                "balancer",
                number,
                number,
                List.of(
                    ours("PygmyDotCom, " + number, games.address(Games.BALANCER), call),
                    Contender.ofReads(Claim.PEER, "HAProxy, " + number, haproxy.address(), call)));
          }
        }
      }
    }
  }

  /** Reads through balancers that know one front-end, two, and so on. */
  record FrontEnds(int most) implements Row {
    private static final int CONNECTIONS = 64;

    @Override
    public String name() {
      return "front-ends";
    }

    @Override
    public String what() {
      return "for a plot: reads through PygmyDotCom over 1 to " + most + " front-ends";
    }

    @Override
    public List<String> needs() {
      return List.of(Programs.WRK);
    }

    @Override
    public void measure(Bench bench) throws IOException, RowFailedException {
      String[] modes = new String[most];
      Arrays.fill(modes, "push");
      Games prepared = Games.prepare(modes);
      List<String> frontEnds =
          IntStream.rangeClosed(1, most).mapToObj(i -> "front-end " + i).toList();
      for (int i = 1; i < most; i++) {
        prepared.addBalancer(balancer(i), frontEnds.subList(0, i));
      }
      try (Games games = bench.dressed(prepared)) {
        games.startAll();
        Contest contest = new Contest(bench, authority(games));
        Path call = read(games);
        for (int i = 1; i <= most; i++) {
          Address address = games.address(i < most ? balancer(i) : Games.BALANCER);
          contest.hold(
              "front-ends", i, CONNECTIONS, List.of(ours(counted(i, "front-end"), address, call)));
        }
      }
    }

    private static String balancer(int frontEnds) {
      return "balancer over " + frontEnds;
    }
  }

  /** Who vouches for the servers' certificates, if they have any. */
  static Path authority(Games games) {
    return games.dataDirectory().resolve("tls/ca.pem");
  }

  static Contender ours(String name, Address address, Path call) {
    return Contender.ofReads(Claim.OURS, name, address, call);
  }

  /** The call that is read with, in a file that goes with the Games. */
  static Path read(Games games) throws IOException {
    return Files.write(
        games.dataDirectory().resolve("read.xml"),
        new XmlRpcCodec().encodeCall(Methods.GET_MEDAL_TALLY, Contender.READ));
  }

  private static String counted(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
