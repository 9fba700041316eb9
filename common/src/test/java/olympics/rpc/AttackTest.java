package olympics.rpc;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import olympics.attack.Attack;
import olympics.attack.Attacks;
import olympics.attack.Canary;
import olympics.attack.CanaryListener;
import olympics.attack.Leaks;
import olympics.attack.LiveHeap;
import org.junit.jupiter.api.Test;

/** Every attack that we know of against a server: refused at once, for nothing. */
class AttackTest {
  private static final double MAX_GROWTH_MIB = 10;

  @Test
  void everyAttackIsRefusedAtOnceAndForNothing() throws Exception {
    try (Echo echo = Echo.start();
        CanaryListener canary = new CanaryListener();
        RpcClient client = RpcClient.unsigned()) {
      int sung = Canary.sung();
      List<Attack> attacks = Attacks.all(canary.url());
      double before = LiveHeap.mebibytes();
      Map<Attack, Duration> slow = new LinkedHashMap<>();
      for (Attack attack : attacks) {
        Duration took = attack.refused(echo.address());
        if (took.compareTo(Attack.atOnce()) > 0) {
          slow.put(attack, took);
        }
        assertThat(client.callAndWait(echo.address(), "echo_int", List.of(7), Echo.SOON))
            .as("a call after %s", attack)
            .isEqualTo(7);
      }
      assertThat(slow).isEmpty();
      assertThat(echo.executed).as("nothing but our own calls").hasValue(attacks.size());
      assertThat(canary.connections()).isZero();
      assertThat(Canary.sung()).isEqualTo(sung);
      assertThat(LiveHeap.mebibytes() - before).isLessThan(MAX_GROWTH_MIB);
    }
  }

  /** One after the other, attacks meet the same reader of XML; side by side each meets its own. */
  @Test
  void largeDocumentsThatAreReadSideBySideLeaveNothingBehind() throws Exception {
    byte[] large = ("<methodCall a='" + "x".repeat(1 << 20) + "'/>").getBytes(US_ASCII);
    XmlRpcCodec codec = new XmlRpcCodec();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    CyclicBarrier together = new CyclicBarrier(8);
    double before = LiveHeap.mebibytes();
    List<Future<String>> refusals =
        threads.invokeAll(
            Collections.nCopies(
                8,
                () -> {
                  together.await();
                  return catchThrowableOfType(RpcFault.class, () -> codec.decodeCall(large))
                      .getMessage();
                }));
    threads.shutdown();
    assertThat(LiveHeap.mebibytes() - before).isLessThan(MAX_GROWTH_MIB);
    for (Future<String> refusal : refusals) {
      assertThat(refusal.get()).contains("methodName");
    }
    assertThat(codec).as("in use until here").isNotNull();
  }

  @Test
  void theMeasureSeesWhatIsHeld() {
    double before = LiveHeap.mebibytes();
    byte[] held = new byte[20 << 20];
    assertThat(LiveHeap.mebibytes() - before).isGreaterThan(MAX_GROWTH_MIB);
    assertThat(held).hasSize(20 << 20);
  }

  @Test
  void whatTellsOfTheInsideIsFound() {
    for (String leak :
        List.of(
            "no: java.lang.IllegalStateException",
            "expected a struct, got UnmodifiableList",
            "at olympics.rpc.RpcServer.start(RpcServer.java:1)",
            "NullPointerException",
            "near \"x\": SELECT name FROM team",
            "[SQLITE_BUSY] the database is locked",
            "cannot write /home/games/scores.db")) {
      assertThatThrownBy(() -> Leaks.requireNone("test", leak)).isInstanceOf(AssertionError.class);
    }
    Leaks.requireNone("test", "no such team: 'Atlantis', expected one of list_teams");
  }
}
