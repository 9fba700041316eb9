package olympics.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import olympics.causality.core.VectorClock;
import olympics.system.core.CausalTrace;
import olympics.system.core.CausalTrace.Receipt;
import olympics.wire.Methods;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promise G11: for receipts of requests, the order of their vector clocks is happened-before. Once
 * against an oracle, over real connections in this process; once for the traces of real processes.
 */
@Tag("faults")
class CausalityIT {
  private static final long SEED = Dose.seed(1);
  private static final int NODES = 8;

  @TempDir private Path folder;

  @Test
  void clockOrderIsHappenedBefore() throws Exception {
    CausalNetwork.Comparison found = compare(Dose.of(4_000, 20_000, 100_000), clock -> clock);
    boolean kept = found.wrongClocks() == 0 && found.wrongPairs() == 0;
    Results.standard()
        .add(
            new Results.Run(
                "G11", "seed " + SEED + ", " + found, "none", kept ? "kept" : "broken"));
    assertThat(found.wrongClocks()).isZero();
    assertThat(found.wrongPairs()).isZero();
    assertThat(found.ordered()).as("pairs in order").isGreaterThan(found.messages() / 10);
    assertThat(found.concurrent()).as("concurrent pairs").isGreaterThan(found.messages() / 10);
  }

  @Test
  void aServerThatDoesNotLearnIsCaught() throws Exception {
    CausalNetwork.Comparison found = compare(500, clock -> VectorClock.EMPTY);
    assertThat(found.wrongClocks()).isPositive();
    assertThat(found.wrongPairs()).isPositive();
  }

  private static CausalNetwork.Comparison compare(int messages, UnaryOperator<VectorClock> learning)
      throws Exception {
    Function<VectorClock, VectorClock> function = learning;
    try (CausalNetwork network = new CausalNetwork(NODES, SEED, function)) {
      network.run(messages);
      return network.compare(5);
    }
  }

  /** Writes go to both front-ends in turn; the database's receipt follows the front-end's. */
  @Test
  void tracesOfRealServersJoinAndTellWhatCausedWhat() throws Exception {
    Map<String, Path> files = new LinkedHashMap<>();
    List<String> frontEnds = List.of(Games.ONE, Games.TWO);
    int rounds = Dose.of(10, 50, 500);
    try (Games games = Games.prepare("pull", "push")) {
      for (String server : List.of(Games.DATABASE, Games.ONE, Games.TWO)) {
        files.put(server, folder.resolve(server.replace(' ', '-') + ".trace"));
        games.with(server, "--trace=" + files.get(server));
      }
      games.startAll();
      String password = games.password();
      for (int i = 0; i < rounds; i++) {
        String frontEnd = frontEnds.get(i % 2);
        games.call(frontEnd, Methods.INCREMENT_MEDAL_TALLY, "Gaul", "gold", password);
        games.call(Games.BALANCER, Methods.GET_MEDAL_TALLY, "Gaul");
      }
      // The balancer is nobody's cause, but it carries what the first answer knew to the second.
      games.call(Games.BALANCER, Methods.ADD_TEAM, "Iberia", password);
      games.call(Games.BALANCER, Methods.ADD_EVENT, "Menhir Tossing", password);
      for (String server : List.of(Games.BALANCER, Games.TWO, Games.ONE, Games.DATABASE)) {
        assertThat(games.server(server).terminate(Duration.ofSeconds(20))).isZero();
      }
    }

    CausalTrace trace = CausalTrace.read(joined(files.values()));
    assertThat(trace.check()).isEmpty();
    String database = processOf(files.get(Games.DATABASE));
    List<Receipt> committed = trace.of(database, Methods.INCREMENT_MEDAL_TALLY);
    assertThat(committed).hasSize(rounds);
    for (int i = 0; i < rounds; i++) {
      String process = processOf(files.get(frontEnds.get(i % 2)));
      List<Receipt> taken = trace.of(process, Methods.INCREMENT_MEDAL_TALLY);
      assertThat(taken.get(i / 2).isBefore(committed.get(i))).as("cause of write " + i).isTrue();
      if (i + 2 < rounds) {
        assertThat(committed.get(i).isBefore(taken.get(i / 2 + 1)))
            .as("what the answer to write %d brought", i)
            .isTrue();
      }
    }
    Receipt first = trace.of(database, Methods.ADD_TEAM).get(0);
    Receipt second =
        frontEnds.stream()
            .flatMap(name -> of(trace, files.get(name), Methods.ADD_EVENT))
            .findFirst()
            .orElseThrow();
    assertThat(first.isBefore(second)).as("what the balancer carried").isTrue();
  }

  private static Stream<Receipt> of(CausalTrace trace, Path file, String event) {
    return trace.of(processOf(file), event).stream();
  }

  /** As the documentation says: the first file, and of the others what follows their two lines. */
  private static List<String> joined(Iterable<Path> files) throws Exception {
    List<String> lines = new ArrayList<>();
    for (Path file : files) {
      List<String> all = Files.readAllLines(file);
      lines.addAll(lines.isEmpty() ? all : all.subList(2, all.size()));
    }
    return lines;
  }

  private static String processOf(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      String line = lines.skip(2).findFirst().orElseThrow();
      return line.substring(0, line.indexOf(' '));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
