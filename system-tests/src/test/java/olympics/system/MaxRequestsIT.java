package olympics.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import olympics.rpc.FaultCode;
import olympics.rpc.RpcFault;
import olympics.wire.Methods;
import olympics.wire.Struct;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A database that keeps as many request ids as it may, seen by those who write and read. */
@Tag("faults")
class MaxRequestsIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  @Test
  void aWriterIsToldWhatToDoAndEverythingElseGoesOn() throws Exception {
    try (Games games = Games.prepare().with(Games.DATABASE, "--max-requests=2")) {
      games.startAll();
      increment(games, "m/1");
      String version = increment(games, "m/2").string("version");
      assertThatThrownBy(() -> increment(games, "m/3"))
          .isInstanceOfSatisfying(
              RpcFault.class, fault -> assertThat(fault.is(FaultCode.UNAVAILABLE)).isTrue())
          .hasMessageContaining("keeps 2 request ids")
          .hasMessageContaining("larger --max-requests");

      assertThat(increment(games, "m/1").bool("replayed")).isTrue();
      assertThat(status(games, "m/2")).isTrue();
      assertThat(status(games, "m/3")).isFalse();
      for (String server : new String[] {Games.ONE, Games.TWO, Games.BALANCER}) {
        Struct gaul =
            Struct.of(games.call(server, Methods.GET_MEDAL_TALLY, "Gaul", "reader", version));
        assertThat(gaul.integer("gold")).isEqualTo(2);
        assertThat(gaul.bool("stale")).isFalse();
      }
      GamesProcess cacofonix = games.client("cacofonix", "--count=5");
      assertThat(cacofonix.awaitLine("--max-requests", SOON)).contains("trying again");
      assertThat(cacofonix.isAlive()).isTrue();
    }
  }

  private static Struct increment(Games games, String id) throws Exception {
    return Struct.of(
        games.call(
            Games.BALANCER, Methods.INCREMENT_MEDAL_TALLY, "Gaul", "gold", games.password(), id));
  }

  private static boolean status(Games games, String id) throws Exception {
    return Struct.of(games.call(Games.BALANCER, Methods.GET_WRITE_STATUS, id)).bool("applied");
  }
}
