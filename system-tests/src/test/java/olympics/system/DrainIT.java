package olympics.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import olympics.process.core.Address;
import olympics.rpc.CallOptions;
import olympics.rpc.RpcClient;
import olympics.rpc.RpcFailure;
import olympics.rpc.RpcFault;
import olympics.system.link.LinkFault;
import olympics.wire.Methods;
import olympics.wire.Struct;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * SIGTERM of one server that has calls in hand: it takes no more, and answers these. Nobody stands
 * before it who could ask another one; for the database server see {@link DatabaseDrainIT}.
 */
@Tag("faults")
class DrainIT {
  private static final int CALLS = 16;
  private static final Duration LONG = Duration.ofSeconds(30);

  @ParameterizedTest
  @ValueSource(strings = {Games.ONE, Games.BALANCER})
  void whatIsInHandIsAnswered(String server) throws Exception {
    CountDownLatch released = new CountDownLatch(1);
    try (Games games = Games.prepare().throughLinks();
        RpcClient client = RpcClient.unsigned()) {
      games.startAll();
      for (String frontEnd : List.of(Games.ONE, Games.TWO)) {
        games.link(frontEnd, Games.DATABASE).set(new LinkFault.HoldReply(released));
      }
      List<CompletableFuture<Object>> calls = new ArrayList<>();
      for (int i = 0; i < CALLS; i++) {
        calls.add(
            client.call(
                games.address(server),
                Methods.INCREMENT_MEDAL_TALLY,
                List.of("Gaul", "gold", games.password(), "drain/" + i),
                CallOptions.within(LONG)));
      }
      // Done at the database, so each of them is in the hands of the server that will be stopped.
      await("all are done", () -> gold(games) == CALLS);
      assertThat(calls).as("none is answered yet").noneMatch(CompletableFuture::isDone);
      CompletableFuture<Integer> ended =
          CompletableFuture.supplyAsync(() -> games.server(server).terminate(LONG));
      await("it takes no more calls", () -> isRefusing(games.address(server)));
      released.countDown();
      for (CompletableFuture<Object> call : calls) {
        Struct answer = Struct.of(call.get(LONG.toSeconds(), TimeUnit.SECONDS));
        assertThat(answer.string("team")).isEqualTo("Gaul");
      }
      assertThat(ended.get(LONG.toSeconds(), TimeUnit.SECONDS)).as("exit code").isZero();
      Results.standard()
          .add(
              new Results.Run(
                  "drain",
                  "SIGTERM of " + server + " with " + CALLS + " calls in hand",
                  CALLS + " answered",
                  "kept"));
    } finally {
      released.countDown();
    }
  }

  private static int gold(Games games) throws RpcFault, RpcFailure {
    return Struct.of(games.call(Games.DATABASE, Methods.GET_MEDAL_TALLY, "Gaul")).integer("gold");
  }

  private static boolean isRefusing(Address address) {
    try (Socket socket = new Socket(address.host(), address.port())) {
      return !socket.isConnected();
    } catch (IOException refused) {
      return true;
    }
  }

  private static void await(String what, Callable<Boolean> condition) {
    Awaitility.await(what).atMost(LONG).pollInterval(Duration.ofMillis(5)).until(condition);
  }
}
