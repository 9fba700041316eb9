package olympics.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The seed's seven terminals show, step by step, what the seed says that they show. */
class SeedTerminalsIT {
  /** For what needs a second on a machine at rest: room for one that is very busy. */
  private static final Duration SOON = Duration.ofSeconds(60);

  @Test
  void theSevenTerminalsTellTheSeedsStory() {
    try (Games games = Games.prepare("pull", "push")) {
      // 1) "If you let this set awhile, you'll see it searching for other processes."
      GamesProcess database = games.startServer(Games.DATABASE);
      String searching = database.awaitLine("searching for other processes", SOON);
      assertThat(searching).contains(games.address(Games.ONE).toString());
      database.awaitLine(database.mark(), "searching for other processes", SOON);
      assertThat(String.join("\n", database.lines())).doesNotContain("elected");

      // 2) "It will start an election with the DatabaseServer. The outcome of the election will be
      // printed in both terminals."
      GamesProcess one = games.startServer(Games.ONE);
      String outcome = one.awaitLine("elected leader", SOON);
      assertThat(outcome).contains("uid=1");
      assertThat(database.awaitLine("elected leader", SOON)).contains("uid=1");

      // 3) "It will ask who the time server is and acknowledge."
      GamesProcess two = games.startServer(Games.TWO);
      assertThat(two.awaitLine("who the time server is", SOON)).contains("asked");
      assertThat(two.awaitLine("acknowledged time server", SOON)).contains("uid=1");
      assertThat(String.join("\n", two.lines())).doesNotContain("elected leader uid=2");

      // 4) to 7) the balancer, Cacofonix and two tablets
      GamesProcess balancer = games.startServer(Games.BALANCER);
      balancer.awaitLine(games.address(Games.ONE) + " is alive", SOON);
      balancer.awaitLine(games.address(Games.TWO) + " is alive", SOON);
      GamesProcess cacofonix = games.client("cacofonix", "--rate=20", "--seed=1");
      GamesProcess tablet = games.client("stone-tablet", "--port=0", "--interval=200ms");
      GamesProcess pushed = games.client("stone-tablet", "--port=0", "--push");
      cacofonix.awaitLine("Stone", SOON);
      tablet.awaitLine("gold", SOON);
      pushed.awaitLine("gold", SOON);

      // "The server prints information about which items are being invalidated."
      one.awaitLine("cached", SOON);
      two.awaitLine("cached", SOON);
      assertThat(one.awaitLine("invalidated", SOON)).contains("reason=poll");
      two.awaitLine(
          0,
          line ->
              line.contains("invalidated")
                  && (line.contains("reason=write") || line.contains("reason=notice")),
          "invalidated by a write",
          SOON);

      int tabletMark = tablet.mark();
      int pushedMark = pushed.mark();
      tablet.awaitLine(tabletMark, "version", SOON);
      pushed.awaitLine(pushedMark, "version", SOON);
    }
  }
}
