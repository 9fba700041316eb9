package olympics.pygmy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import olympics.causality.core.VectorClock;
import olympics.games.core.RequestId;
import olympics.process.core.Address;
import olympics.process.core.ProcessId;
import olympics.process.core.Role;
import olympics.pygmy.core.Timing;
import olympics.rpc.CausalClock;
import olympics.rpc.RpcCall;
import olympics.rpc.RpcMethod;
import olympics.rpc.RpcServer;
import olympics.rpc.ServerIdentity;
import olympics.rpc.SignedHeaders;
import olympics.tls.Links;
import org.junit.jupiter.api.Test;

/** The balancer before the real RPC endpoint, which verifies what the balancer signs. */
class RealServerTest {
  private static final Address ANY_PORT = new Address("127.0.0.1", 0);

  private final AtomicReference<RpcCall> seen = new AtomicReference<>();

  /** Counts its receipts, as a server does. */
  private static final class Counting implements CausalClock {
    private final ProcessId id;
    private VectorClock clock = VectorClock.EMPTY;

    Counting(ProcessId id) {
      this.id = id;
    }

    @Override
    public synchronized VectorClock received(VectorClock attached) {
      clock = clock.merge(attached).plusOne(id);
      return clock;
    }

    @Override
    public synchronized void learned(VectorClock attached) {
      clock = clock.merge(attached);
    }

    @Override
    public synchronized VectorClock now() {
      return clock;
    }
  }

  private RpcServer server(ProcessId id, Address at) throws IOException {
    ServerIdentity identity = new ServerIdentity(Role.FRONT_END, id, Rig.KEY, new Counting(id));
    RpcMethod getId =
        RpcMethod.named("get_id").answers(RpcMethod.Type.INT).answeredBy(call -> id.uid());
    RpcMethod setScore =
        RpcMethod.named("set_score")
            .takes("event", RpcMethod.Type.STRING)
            .mayTake("request_id", RpcMethod.Type.STRING)
            .answers(RpcMethod.Type.STRING)
            .answeredBy(
                call -> {
                  seen.set(call);
                  return "done by " + call.string(0);
                });
    return RpcServer.start(
        new RpcServer.Settings(at, Optional.of(identity), () -> true), List.of(getId, setScore));
  }

  private static ProcessId process(int uid, char digit) {
    return new ProcessId(uid, String.valueOf(digit).repeat(32));
  }

  private static PygmyDotCom pygmy(RpcServer... servers) throws IOException {
    return PygmyDotCom.start(
        new Settings(
            ANY_PORT,
            List.of(servers).stream().map(RpcServer::address).toList(),
            Rig.KEY,
            Timing.DEFAULT,
            Limits.DEFAULT,
            new SplittableRandom(3),
            Links.PLAIN));
  }

  @Test
  void whatTheBalancerSignsIsBelieved() throws Exception {
    try (RpcServer one = server(process(1, 'a'), ANY_PORT);
        RpcServer two = server(process(2, 'b'), ANY_PORT);
        PygmyDotCom pygmy = pygmy(one, two);
        RawClient client = new RawClient(pygmy.address())) {
      for (int i = 0; i < 20; i++) {
        assertThat(client.call("set_score", "Curling").value()).isEqualTo("done by Curling");
      }
      SignedHeaders signed = seen.get().signed().orElseThrow();
      assertThat(signed.role()).isEqualTo(Role.BALANCER);
      assertThat(signed.sender().uid()).isEqualTo(-1);
      assertThat(signed.clientAddress())
          .contains(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
      assertThat(signed.requestId().flatMap(RequestId::writer))
          .contains(signed.sender().incarnation());
      // Each front-end heard of the other only through the balancer.
      assertThat(signed.clock().counts()).containsKeys(process(1, 'a'), process(2, 'b'));
      assertThat(signed.clock().total()).isGreaterThanOrEqualTo(19);
    }
  }

  @Test
  void serverThatWasStartedAgainIsServedAtOnce() throws Exception {
    RpcServer first = server(process(1, 'a'), ANY_PORT);
    try (PygmyDotCom pygmy = pygmy(first);
        RawClient client = new RawClient(pygmy.address())) {
      assertThat(client.call("set_score", "Curling").status()).isEqualTo(200);
      first.close();
      assertThat(client.call("set_score", "Curling").fault().code()).isEqualTo(503);
      try (RpcServer second = server(process(1, 'b'), first.address())) {
        assertThat(client.call("set_score", "Skating").value()).isEqualTo("done by Skating");
        assertThat(second.address()).isEqualTo(first.address());
      }
    }
  }
}
