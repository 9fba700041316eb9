package olympics.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import olympics.wire.Methods;
import olympics.wire.Struct;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A registration for updates ends by itself unless it is renewed. A class of its own: it does
 * little but wait for the end of a lease, and other tests run meanwhile.
 */
@Tag("faults")
class PushLeaseIT {
  /** Room for a very busy machine. */
  private static final Duration SOON = Duration.ofSeconds(60);

  /** A lease is of 30 s, and front-ends hear of its end when they reconcile, here every second. */
  private static final Duration PAST_THE_LEASE = Duration.ofSeconds(35);

  private static final int TABLETS = 10;
  private static final Pattern GOLD = Pattern.compile("gold (\\d+) ");

  @Test
  void aTabletThatRenewsStaysAndOneThatDoesNotIsForgotten() throws Exception {
    try (Games games = Games.prepare("push", "push");
        FakeTablets fakes = new FakeTablets(TABLETS, 20)) {
      games
          .with(Games.ONE, "--reconcile-interval=1s")
          .with(Games.TWO, "--reconcile-interval=1s")
          .startAll();
      GamesProcess renewing = games.client("stone-tablet", "--team=Gaul", "--push");
      renewing.awaitLine("registered for push", SOON);
      for (FakeTablets.Tablet tablet : fakes.all()) {
        tablet.register(games.address(Games.BALANCER));
      }
      long registered = System.nanoTime();
      updateReaches(games, Games.ONE, renewing);
      Awaitility.await("every tablet was pushed to")
          .atMost(SOON)
          .until(() -> fakes.all().stream().allMatch(tablet -> tablet.pushes() > 0));
      Awaitility.await("the leases have ended")
          .atMost(SOON)
          .until(() -> System.nanoTime() - registered > PAST_THE_LEASE.toNanos());
      long before = pushes(fakes);
      String shown = updateReaches(games, Games.TWO, renewing);
      assertThat(shown).as("pushed, not polled").contains("pushed");
      assertThat(pushes(fakes)).as("pushes to tablets whose lease has ended").isEqualTo(before);
      Results.standard()
          .add(
              new Results.Run(
                  "push, leases",
                  before
                      + " pushes to "
                      + TABLETS
                      + " tablets until their leases ended, none since",
                  TABLETS + " leases ended, 1 was renewed",
                  "kept"));
    }
  }

  /** Writes at a server; answers the line with which the tablet shows it. */
  private static String updateReaches(Games games, String server, GamesProcess tablet)
      throws Exception {
    int mark = tablet.mark();
    Struct answer =
        Struct.of(
            games.call(server, Methods.INCREMENT_MEDAL_TALLY, "Gaul", "gold", games.password()));
    return tablet.awaitLine(
        mark,
        line -> {
          Matcher gold = GOLD.matcher(line);
          return gold.find() && Integer.parseInt(gold.group(1)) >= answer.integer("gold");
        },
        "gold " + answer.integer("gold"),
        SOON);
  }

  private static long pushes(FakeTablets fakes) {
    return fakes.all().stream().mapToLong(FakeTablets.Tablet::pushes).sum();
  }
}
