package olympics.system;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import olympics.rpc.RpcFailure;
import olympics.rpc.RpcFault;
import olympics.system.chaos.FaultNotes;
import olympics.system.chaos.Nemesis;
import olympics.system.chaos.Workload;
import olympics.system.link.LinkFault;
import olympics.wire.Methods;

/**
 * One replay of a medal file by a real Cacofonix while servers are killed, stopped and cut, and
 * Cacofonix itself is killed now and then. Confined to one thread.
 */
final class ChaosRun {
  private static final Duration SETTLED = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final double TAMPERING = 0.01;
  private static final List<String> SERVERS =
      List.of(Games.DATABASE, Games.ONE, Games.TWO, Games.BALANCER);
  private static final List<String> MODES = List.of("pull", "push");
  private static final List<LinkFault> OUTAGES =
      List.of(new LinkFault.Cut(), new LinkFault.Silence());

  private static final Pattern RETRIED = Pattern.compile(" retried=(\\d+)");
  private static final Pattern RESENT = Pattern.compile("resent (\\d+)");

  private final Path medals;
  private final String[] pace;
  private final Random random;
  private final Games games;
  private final FaultNotes notes;
  private final Nemesis nemesis;
  private final List<GamesProcess> starts = new ArrayList<>();

  private ChaosRun(Path medals, String[] pace, long seed, int port) {
    this.medals = medals;
    this.pace = pace;
    this.random = new Random(seed);
    this.games = Games.prepare(anyOf(MODES), anyOf(MODES)).throughLinks().balancerOn(port);
    this.notes = FaultNotes.in(games.dataDirectory().resolve("run").resolve("faults"));
    games.marking(notes);
    this.nemesis = new Nemesis(games, seed, () -> 1, notes);
  }

  private <T> T anyOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /**
   * What came of it.
   *
   * @param published medals in the database at the end
   * @param faults by kind, in words
   * @param retries how often Cacofonix sent something again
   * @param resolved how often it learnt that something had taken effect before
   * @param wrong what is not exactly right in the end, empty if all is
   */
  record Verdict(int published, String faults, int retries, int resolved, List<String> wrong) {
    boolean isRight() {
      return wrong.isEmpty();
    }
  }

  /**
   * Replays a file.
   *
   * @param pace options for Cacofonix
   * @param seed where all choices come from
   * @param port of the balancer, whose page marks the faults as they come
   */
  static Verdict of(Path medals, String[] pace, long seed, int port) throws IOException {
    ChaosRun run = new ChaosRun(medals, pace, seed, port);
    try (Games closedAtTheEnd = run.games) {
      closedAtTheEnd.startAll();
      return run.replay();
    }
  }

  private Verdict replay() throws IOException {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    startCacofonix();
    nemesis.tamper(TAMPERING);
    while (cacofonix().isAlive() && System.nanoTime() < deadline) {
      doHarm();
      nemesis.pause(Duration.ofMillis(100 + random.nextInt(700)));
    }
    nemesis.heal();
    List<String> wrong = new ArrayList<>();
    if (cacofonix().isAlive()) {
      wrong.add("Cacofonix did not come to its end in " + LONGEST);
    } else if (cacofonix().waitForEnd(SETTLED) != 0) {
      wrong.add("Cacofonix failed: " + last(cacofonix().lines()));
    }
    FinalTable expected = FinalTable.addedUp(medals);
    for (String server : SERVERS) {
      if (!games.server(server).isAlive()) {
        wrong.add(server + " died by itself: " + last(games.server(server).lines()));
      } else if (!comesToShow(server, expected)) {
        wrong.add(server + " does not show the file's table but " + table(server));
      }
    }
    if (nemesis.kills() == 0) {
      wrong.add("nothing was killed, so this proves nothing: let it last longer");
    }
    return new Verdict(medals(), nemesis.summary(), retries(), resolved(), wrong);
  }

  private void startCacofonix() {
    List<String> arguments = new ArrayList<>(List.of(pace));
    arguments.add("--replay=" + medals);
    arguments.add("--no-progress");
    starts.add(games.client("cacofonix", arguments.toArray(String[]::new)));
  }

  private GamesProcess cacofonix() {
    return last(starts);
  }

  private void doHarm() {
    int dice = random.nextInt(100);
    if (dice < 50) {
      nemesis.killAndRestart(anyOf(SERVERS));
    } else if (dice < 70) {
      String stopped = anyOf(SERVERS);
      nemesis.stop(stopped);
      nemesis.pause(Duration.ofMillis(200 + random.nextInt(2_300)));
      nemesis.resume(stopped);
    } else if (dice < 93) {
      nemesis.harm(
          anyOf(List.of(Games.ONE, Games.TWO)),
          anyOf(List.of(Games.DATABASE, Games.BALANCER)),
          anyOf(OUTAGES));
      nemesis.pause(Duration.ofMillis(200 + random.nextInt(1_800)));
      nemesis.tamper(TAMPERING);
    } else if (cacofonix().isAlive()) {
      nemesis.killClient(cacofonix());
      startCacofonix();
      notes.end("cacofonix was started again");
    }
  }

  /** A front-end in pull mode may be a poll behind, and one that was cut off must reconnect. */
  private boolean comesToShow(String server, FinalTable expected) {
    try {
      Workload.await(server, SETTLED, () -> expected.lines().equals(table(server)));
      return true;
    } catch (AssertionError e) {
      return false;
    }
  }

  private List<String> table(String server) {
    try {
      return FinalTable.of(games.call(server, Methods.GET_MEDAL_TABLE)).lines();
    } catch (RpcFault | RpcFailure e) {
      return List.of("no answer: " + e.getMessage());
    }
  }

  private int medals() {
    return table(Games.DATABASE).stream().mapToInt(ChaosRun::medalsIn).sum();
  }

  private static int medalsIn(String line) {
    String tally = line.substring(line.lastIndexOf(' ') + 1);
    return Arrays.stream(tally.split("/", -1))
        .filter(count -> count.matches("\\d+"))
        .mapToInt(Integer::parseInt)
        .sum();
  }

  private int resolved() {
    return (int)
        starts.stream()
            .flatMap(start -> start.lines().stream())
            .filter(line -> line.contains("(had taken effect before)"))
            .count();
  }

  /** As its last line says, or, of one that was killed, what it told until then. */
  private int retries() {
    int retries = 0;
    for (GamesProcess start : starts) {
      int told = sum(start.lines(), RETRIED);
      retries += told > 0 ? told : sum(start.lines(), RESENT);
    }
    return retries;
  }

  private static int sum(List<String> lines, Pattern pattern) {
    int sum = 0;
    for (String line : lines) {
      Matcher matcher = pattern.matcher(line);
      while (matcher.find()) {
        sum += Integer.parseInt(matcher.group(1));
      }
    }
    return sum;
  }

  private static <T> T last(List<T> list) {
    return list.get(list.size() - 1);
  }
}
