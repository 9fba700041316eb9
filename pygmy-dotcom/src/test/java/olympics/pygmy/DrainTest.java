package olympics.pygmy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import olympics.process.core.Address;
import olympics.process.core.ProcessId;
import olympics.process.core.Role;
import olympics.pygmy.core.Timing;
import olympics.rpc.RpcMethod;
import olympics.rpc.RpcServer;
import olympics.rpc.ServerIdentity;
import olympics.tls.Links;
import org.junit.jupiter.api.Test;

/** What the balancer has in hand when it is closed is answered. */
class DrainTest {
  private static final Address ANY_PORT = new Address("127.0.0.1", 0);
  private static final int CALLS = 8;

  private final AtomicInteger arrived = new AtomicInteger();
  private final CompletableFuture<Object> answer = new CompletableFuture<>();

  private RpcServer slowFrontEnd() throws Exception {
    ServerIdentity identity =
        new ServerIdentity(
            Role.FRONT_END, new ProcessId(1, "a".repeat(32)), Rig.KEY, new RelayedClock());
    RpcMethod getId = RpcMethod.named("get_id").answers(RpcMethod.Type.INT).answeredBy(call -> 1);
    RpcMethod addTeam =
        RpcMethod.named("add_team")
            .takes("team", RpcMethod.Type.STRING)
            .answers(RpcMethod.Type.STRING)
            .handledBy(
                call -> {
                  arrived.incrementAndGet();
                  return answer;
                });
    return RpcServer.start(
        new RpcServer.Settings(ANY_PORT, Optional.of(identity), () -> true),
        List.of(getId, addTeam));
  }

  @Test
  void callsInProgressAreAnsweredAndNoNewOnesTaken() throws Exception {
    try (RpcServer frontEnd = slowFrontEnd()) {
      PygmyDotCom pygmy =
          PygmyDotCom.start(
              new Settings(
                  ANY_PORT,
                  List.of(frontEnd.address()),
                  Rig.KEY,
                  Timing.DEFAULT,
                  Limits.DEFAULT,
                  new SplittableRandom(5),
                  Links.PLAIN));
      Address address = pygmy.address();
      List<RawClient> clients =
          IntStream.range(0, CALLS).mapToObj(i -> new RawClient(address)).toList();
      try (RawClient idle = new RawClient(address)) {
        assertThat(idle.call("get_id").status()).isEqualTo(200);
        clients.forEach(client -> client.send(RawClient.post("add_team", "Gaul")));
        await().until(() -> arrived.get() == CALLS);
        CompletableFuture<Void> closed = CompletableFuture.runAsync(pygmy::close);
        // An idle connection is closed when the balancer has begun to drain.
        assertThat(idle.isAtEnd()).isTrue();
        await().until(() -> isRefused(address));
        answer.complete("welcome");
        for (RawClient client : clients) {
          assertThat(client.receive().value()).isEqualTo("welcome");
          assertThat(client.isAtEnd()).isTrue();
        }
        closed.join();
      } finally {
        clients.forEach(RawClient::close);
      }
    }
  }

  private static boolean isRefused(Address address) {
    try (RawClient client = new RawClient(address)) {
      return client.isAtEnd();
    } catch (UncheckedIOException refused) {
      return true;
    }
  }
}
