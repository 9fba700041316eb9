package olympics.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import olympics.cli.ExitCode;
import olympics.rpc.RpcFailure;
import olympics.rpc.RpcFault;
import olympics.wire.Methods;
import olympics.wire.Struct;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A backup of a database that is being written to, and its restoration under front-ends and a
 * tablet that saw what the restoration undid: all of them end up right, and stay there.
 */
@Tag("faults")
class BackupIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  /** The reconcile interval of push mode and a second, the longer of the two bounds; and slack. */
  private static final Duration BOUND = Duration.ofSeconds(20);

  private static final List<String> FRONTS = List.of(Games.ONE, Games.TWO, Games.BALANCER);

  private Games games;

  @Test
  void whatSawAnUndoneFutureEndsUpRightAndNeverGoesBackToIt() throws Exception {
    try (Games started = Games.start("pull", "push")) {
      games = started;
      Path backup = games.dataDirectory().resolve("backup.db");
      Path database = games.dataDirectory().resolve("scores.db");
      for (int i = 1; i <= 3; i++) {
        increment("Gaul", "before/" + i);
      }
      int rome = backUpUnderWrites(backup);

      GamesProcess tablet =
          games.client("stone-tablet", "--port=0", "--team=Gaul", "--interval=200ms");
      GamesProcess pushed = games.client("stone-tablet", "--port=0", "--team=Gaul", "--push");
      increment("Gaul", "undone/4");
      increment("Gaul", "undone/5");
      String future = increment("Gaul", "undone/6").string("version");
      for (String front : FRONTS) {
        awaitGold(front, 6, future);
      }
      tablet.awaitLine("gold 6", SOON);
      pushed.awaitLine("gold 6", SOON);
      pushed.awaitLine("registered for push", SOON);

      assertThat(script("restore", backup).waitForEnd(SOON)).as("in use").isNotZero();
      assertThat(games.server(Games.DATABASE).terminate(SOON)).isZero();
      GamesProcess restore = script("restore", backup);
      assertThat(restore.waitForEnd(SOON)).as(restore.lines().toString()).isZero();
      restore.awaitLine("is kept as " + database + ".replaced-", SOON);
      int tabletMark = tablet.mark();
      int pushedMark = pushed.mark();
      games.startServer(Games.DATABASE);

      // A version of the undone future counts as absent, with and without one all answer the same.
      for (String front : FRONTS) {
        awaitGold(front, 3, future);
        awaitGold(front, 3, "");
      }
      assertThat(gold(Games.DATABASE, "Rome", "")).isGreaterThanOrEqualTo(rome);
      // Nothing is written any more, and both see it; who lives by pushes, when it asks.
      for (GamesProcess each : List.of(tablet, pushed)) {
        int mark = each == tablet ? tabletMark : pushedMark;
        each.awaitLine(mark, "the database went back to an earlier state", SOON);
        each.awaitLine(mark, "gold 3", SOON);
      }

      // What was undone is not known any more, what was before is.
      assertThat(applied("before/3")).isTrue();
      assertThat(applied("undone/4")).isFalse();
      Struct again = increment("Gaul", "undone/4");
      assertThat(again.bool("replayed")).isFalse();
      assertThat(again.integer("gold")).isEqualTo(4);
      assertThat(epoch(again.string("version"))).isNotEqualTo(epoch(future));
      for (String front : FRONTS) {
        awaitGold(front, 4, again.string("version"));
        awaitGold(front, 4, "");
      }
      tablet.awaitLine(tabletMark, "gold 4", SOON);
      pushed.awaitLine(pushedMark, "gold 4", SOON);
      assertNeverReturns(tablet, "gold 3");
      assertNeverReturns(pushed, "gold 3");
      Results.standard()
          .add(
              new Results.Run(
                  "backup",
                  "backup under " + rome + " writes, 3 writes undone by restoring it",
                  "2 front-ends and 2 tablets had seen them",
                  "kept"));
    }
  }

  /** Takes the backup while Rome wins; how many of its medals were acknowledged before. */
  private int backUpUnderWrites(Path backup) throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    AtomicInteger won = new AtomicInteger();
    AtomicReference<Exception> failure = new AtomicReference<>();
    Thread writer =
        new Thread(
            () -> {
              try {
                while (!enough.get()) {
                  increment("Rome", "rome/" + won.get());
                  won.incrementAndGet();
                }
              } catch (RpcFault | RpcFailure e) {
                failure.set(e);
              }
            },
            "Rome wins");
    writer.start();
    try {
      Awaitility.await("Rome wins").atMost(SOON).until(() -> won.get() > 10);
      int before = won.get();
      GamesProcess process = script("backup", backup);
      assertThat(process.waitForEnd(SOON)).as(process.lines().toString()).isZero();
      process.awaitLine("backed up", SOON);
      assertThat(won.get()).as("writes went on").isGreaterThan(before);
      GamesProcess again = script("backup", backup);
      assertThat(again.waitForEnd(SOON)).isEqualTo(ExitCode.FAILURE);
      again.awaitLine("is there already", SOON);
      return before;
    } finally {
      enough.set(true);
      writer.join();
      assertThat(failure.get()).isNull();
    }
  }

  private GamesProcess script(String name, Path backup) throws IOException {
    List<String> command =
        List.of(
            Games.projectRoot().resolve("scripts").resolve(name).toString(),
            "--data-dir=" + games.dataDirectory(),
            backup.toString());
    return GamesProcess.start(name, command, games.dataDirectory(), Map.of());
  }

  private Struct increment(String team, String id) throws RpcFault, RpcFailure {
    return Struct.of(
        games.call(
            Games.BALANCER, Methods.INCREMENT_MEDAL_TALLY, team, "gold", games.password(), id));
  }

  private boolean applied(String id) throws RpcFault, RpcFailure {
    return Struct.of(games.call(Games.BALANCER, Methods.GET_WRITE_STATUS, id)).bool("applied");
  }

  private int gold(String server, String team, String minVersion) throws RpcFault, RpcFailure {
    Struct tally =
        Struct.of(games.call(server, Methods.GET_MEDAL_TALLY, team, "BackupIT", minVersion));
    return tally.bool("stale") ? -1 : tally.integer("gold");
  }

  private void awaitGold(String server, int gold, String minVersion) {
    Awaitility.await(server + " answers gold " + gold + " with min_version '" + minVersion + "'")
        .atMost(BOUND)
        .ignoreExceptions()
        .until(() -> gold(server, "Gaul", minVersion) == gold);
  }

  /** After the first value of the restored database no line shows what it undid. */
  private static void assertNeverReturns(GamesProcess tablet, String first) {
    List<String> lines = tablet.lines();
    int restored = -1;
    for (int i = 0; i < lines.size(); i++) {
      if (restored < 0 && lines.get(i).contains(first) && i > firstOf(lines, "gold 6")) {
        restored = i;
      }
    }
    assertThat(restored).as("the restored value was shown").isPositive();
    assertThat(lines.subList(restored, lines.size())).noneMatch(line -> line.contains("gold 6"));
  }

  private static int firstOf(List<String> lines, String text) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(text)) {
        return i;
      }
    }
    return lines.size();
  }

  private static String epoch(String version) {
    return version.substring(0, version.indexOf('.'));
  }
}
