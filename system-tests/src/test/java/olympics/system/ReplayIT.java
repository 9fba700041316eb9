package olympics.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import olympics.wire.Methods;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A replay of a results file leaves exactly that file's table, at every server.
 *
 * <p>Our own small file by default; another medal file by {@code -Dreplay.medals=FILE}, with {@code
 * -Dreplay.speed=N} so that it takes some ten seconds.
 */
class ReplayIT {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final List<String> SERVERS =
      List.of(Games.DATABASE, Games.ONE, Games.TWO, Games.BALANCER);

  private final Path medals =
      Games.projectRoot()
          .resolve(System.getProperty("replay.medals", "docs/examples/village-games-medals.csv"));

  private final String speed = System.getProperty("replay.speed", "2500");

  @ParameterizedTest
  @CsvSource({"pull,push", "push,push", "none,pull"})
  void theFinalTableIsTheFilesAtEveryServerInEveryMode(String one, String two) throws Exception {
    try (Games games = Games.start(one, two)) {
      GamesProcess cacofonix = replay(games, "max");
      assertThat(cacofonix.waitForEnd(LONG)).as("exit code").isZero();
      assertFinalTable(games);
    }
  }

  @Test
  void killedInTheMiddleAndStartedAgainItPublishesEachUpdateOnce() throws Exception {
    try (Games games = Games.start()) {
      GamesProcess first = replay(games, speed);
      awaitSomeMedals(games, 3);
      assertThat(first.isAlive()).as("it is killed in the middle").isTrue();
      first.kill();
      assertThat(FinalTable.of(games.call(Games.DATABASE, Methods.GET_MEDAL_TABLE)))
          .as("it was killed in the middle")
          .isNotEqualTo(FinalTable.addedUp(medals));
      GamesProcess second = replay(games, "max");
      assertThat(second.waitForEnd(LONG)).as("exit code").isZero();
      assertFinalTable(games);

      GamesProcess third = replay(games, "max");
      assertThat(third.waitForEnd(LONG)).as("exit code").isZero();
      third.awaitLine("already published", Duration.ofSeconds(1));
      assertFinalTable(games);
    }
  }

  @Test
  void frontEndsThatDieDuringAReplayLoseNothing() throws Exception {
    try (Games games = Games.start()) {
      GamesProcess cacofonix = replay(games, speed);
      awaitSomeMedals(games, 2);

      games.server(Games.ONE).kill();
      games.startServer(Games.ONE);
      awaitSomeMedals(games, 4);

      games.server(Games.ONE).kill();
      games.server(Games.TWO).kill();
      cacofonix.awaitLine("trying again", Duration.ofSeconds(60));
      games.startServer(Games.ONE);
      games.startServer(Games.TWO);

      assertThat(cacofonix.waitForEnd(LONG)).as("exit code").isZero();
      assertFinalTable(games);
      assertThat(games.server(Games.BALANCER).isAlive()).isTrue();
      assertThat(games.server(Games.DATABASE).isAlive()).isTrue();
    }
  }

  private GamesProcess replay(Games games, String speed) {
    return games.client("cacofonix", "--replay=" + medals, "--speed=" + speed);
  }

  private void assertFinalTable(Games games) throws Exception {
    FinalTable expected = FinalTable.addedUp(medals);
    for (String server : SERVERS) {
      // A pull-mode front-end may be a poll interval behind.
      Awaitility.await(server)
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptions()
          .untilAsserted(
              () ->
                  assertThat(FinalTable.of(games.call(server, Methods.GET_MEDAL_TABLE)))
                      .as(server)
                      .isEqualTo(expected));
    }
  }

  private static void awaitSomeMedals(Games games, int teams) {
    Awaitility.await(teams + " teams have medals")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(10))
        .ignoreExceptions()
        .until(
            () ->
                FinalTable.of(games.call(Games.DATABASE, Methods.GET_MEDAL_TABLE)).tallies().size()
                    >= teams);
  }
}
