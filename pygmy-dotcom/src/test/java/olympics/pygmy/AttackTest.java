package olympics.pygmy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import olympics.attack.Attack;
import olympics.attack.Attacks;
import olympics.attack.CanaryListener;
import olympics.attack.Dribblers;
import olympics.attack.LiveHeap;
import olympics.process.core.Address;
import olympics.process.core.ProcessId;
import olympics.process.core.Role;
import olympics.pygmy.core.Timing;
import olympics.rpc.NoClock;
import olympics.rpc.RpcMethod;
import olympics.rpc.RpcServer;
import olympics.rpc.ServerIdentity;
import olympics.tls.Links;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every attack that we know of against the balancer before a real server. */
class AttackTest {
  private static final double MAX_GROWTH_MIB = 10;
  private static final int SLOW_CLIENTS = 500;
  private static final Address ANY = new Address("127.0.0.1", 0);

  private RpcServer frontEnd;
  private PygmyDotCom pygmy;

  @BeforeEach
  void start() throws IOException {
    ServerIdentity identity =
        new ServerIdentity(
            Role.FRONT_END, new ProcessId(1, "a".repeat(32)), Rig.KEY, new NoClock());
    RpcMethod getId = RpcMethod.named("get_id").answers(RpcMethod.Type.INT).answeredBy(call -> 1);
    frontEnd =
        RpcServer.start(
            new RpcServer.Settings(ANY, Optional.of(identity), () -> true), List.of(getId));
    pygmy =
        PygmyDotCom.start(
            new Settings(
                ANY,
                List.of(frontEnd.address()),
                Rig.KEY,
                Timing.DEFAULT,
                Limits.DEFAULT,
                new SplittableRandom(6),
                Links.PLAIN));
  }

  @AfterEach
  void stop() {
    pygmy.close();
    frontEnd.close();
  }

  @Test
  void everyAttackIsRefusedAtOnceAndForNothing() throws Exception {
    try (CanaryListener canary = new CanaryListener();
        RawClient client = new RawClient(pygmy.address())) {
      List<Attack> attacks = Attacks.all(canary.url());
      double before = LiveHeap.mebibytes();
      Map<Attack, Duration> slow = new LinkedHashMap<>();
      for (Attack attack : attacks) {
        Duration took = attack.refused(pygmy.address());
        if (took.compareTo(Attack.atOnce()) > 0) {
          slow.put(attack, took);
        }
        assertThat(client.call("get_id").value()).as("a call after %s", attack).isEqualTo(1);
      }
      assertThat(slow).isEmpty();
      assertThat(canary.connections()).isZero();
      assertThat(LiveHeap.mebibytes() - before).isLessThan(MAX_GROWTH_MIB);
    }
  }

  @Test
  void clientsThatSendAByteASecondDoNotDelayOthers() throws Exception {
    try (Dribblers dribblers = Dribblers.at(pygmy.address(), SLOW_CLIENTS);
        RawClient client = new RawClient(pygmy.address())) {
      for (int i = 0; i < 20; i++) {
        dribblers.sendAByteEach();
        long began = System.nanoTime();
        assertThat(client.call("get_id").value()).isEqualTo(1);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
      }
      assertThat(dribblers.stillOpen()).isEqualTo(SLOW_CLIENTS);
    }
  }
}
