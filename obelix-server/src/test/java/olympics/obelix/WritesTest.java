package olympics.obelix;

import static olympics.obelix.HandDrivenDatabase.fault;
import static olympics.obelix.HandDrivenDatabase.gaul;
import static olympics.obelix.HandDrivenDatabase.noAnswer;
import static olympics.obelix.HandDrivenDatabase.refused;
import static olympics.obelix.HandDrivenDatabase.v;
import static olympics.obelix.KeeperRig.assertFault;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import olympics.causality.core.VectorClock;
import olympics.cli.Password;
import olympics.games.core.ItemKey;
import olympics.games.core.RequestId;
import olympics.obelix.core.CacheKey;
import olympics.process.core.ProcessId;
import olympics.process.core.Role;
import olympics.rpc.FaultCode;
import olympics.rpc.RpcCall;
import olympics.rpc.RpcFault;
import olympics.rpc.RpcMethod;
import olympics.rpc.SignedHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WritesTest {
  private static final ProcessId SELF = new ProcessId(1, "1".repeat(32));
  private static final Write WRITE =
      new Write(
          "increment_medal_tally",
          List.of("Gaul", "gold", "secret", "me/1"),
          new RequestId("me/1"),
          ItemKey.tally("Gaul"));
  private static final Map<String, Object> RESULT =
      Map.of("team", "Gaul", "gold", 2, "version", v(11).toString());

  private final KeeperRig rig = new KeeperRig(CacheMode.PUSH);
  private final Writes writes = new Writes(rig.link, rig.keeper);
  private final List<RpcMethod> methods =
      new WriteMethods(writes, new PasswordGate(new Password("secret"), rig.clock::get), () -> SELF)
          .all();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void theResultIsPassedOnAndTheItemIsInvalidatedBefore() {
    cached();
    var answer = writes.send(WRITE);
    var missed = answer.thenApply(result -> !read().isDone());
    rig.database.writes.remove().complete(RESULT);
    assertThat(answer).isCompletedWithValue(RESULT);
    assertThat(missed.join()).as("a read at the acknowledgement misses").isTrue();
  }

  @Test
  void whatWasNotDeliveredWasNotExecuted() {
    cached();
    var answer = writes.send(WRITE);
    rig.database.writes.remove().completeExceptionally(refused());
    assertFault(answer, FaultCode.UNAVAILABLE);
    assertThat(read()).as("what is cached is still true").isCompleted();
  }

  @Test
  void anUnknownOutcomeIsAskedForAndToldAsItIs() {
    cached();
    var answer = writes.send(WRITE);
    rig.database.writes.remove().completeExceptionally(noAnswer());
    assertThat(read()).as("invalidated, for it may have been executed").isNotDone();
    rig.database.questions.remove().complete(Map.of("applied", true, "result", RESULT));
    assertThat(answer).isCompletedWithValue(RESULT);
  }

  @Test
  void anOutcomeThatStaysUnknownIs504WithTheId() {
    var answer = writes.send(WRITE);
    rig.database.writes.remove().completeExceptionally(noAnswer());
    rig.database.questions.remove().complete(Map.of("applied", false, "result", Map.of()));
    await().until(() -> nextQuestion().isPresent());
    nextQuestion().orElseThrow().completeExceptionally(noAnswer());
    await().until(answer::isDone);
    assertFault(answer, FaultCode.OUTCOME_UNKNOWN);
    assertThatThrownBy(answer::join).hasMessageContaining("me/1");
  }

  @Test
  void aFaultOfTheDatabasesOwnTroubleIsAnUnknownOutcome() {
    var answer = writes.send(WRITE);
    rig.database.writes.remove().completeExceptionally(fault(FaultCode.INTERNAL));
    assertThat(answer).isNotDone();
    assertThat(rig.database.questions).hasSize(1);
  }

  @Test
  void aDefiniteFaultIsPassedOn() {
    for (FaultCode code :
        List.of(FaultCode.NOT_FOUND, FaultCode.ID_REUSED, FaultCode.UNAVAILABLE)) {
      var answer = writes.send(WRITE);
      rig.database.writes.remove().completeExceptionally(fault(code));
      assertFault(answer, code);
    }
  }

  @Test
  void aRefusedSignatureIsNotTheClientsFault() {
    var answer = writes.send(WRITE);
    rig.database.writes.remove().completeExceptionally(fault(FaultCode.NOT_AUTHORISED));
    assertFault(answer, FaultCode.UNAVAILABLE);
  }

  @Test
  void theIdIsTheParametersOrTheHeadersOrOurs() throws Exception {
    call(Optional.empty(), "Gaul", "Gold", "secret", "mine/7");
    call(Optional.of("balancer/3"), "Gaul", "gold", "secret");
    call(Optional.of("mine/7"), "Gaul", "gold", "secret", "mine/7");
    call(Optional.empty(), "Gaul", "gold", "secret");
    assertThat(rig.database.written.stream().map(write -> write.id().text()))
        .containsExactly("mine/7", "balancer/3", "mine/7", SELF.incarnation() + "/1");
    assertThat(rig.database.written.get(0).params())
        .containsExactly("Gaul", "gold", "secret", "mine/7");
    assertThat(rig.database.written.get(0).toString()).doesNotContain("secret");
  }

  @Test
  void idsThatDifferAreABadArgument() {
    assertThatThrownBy(() -> call(Optional.of("other/1"), "Gaul", "gold", "secret", "mine/7"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("other/1");
    assertThat(rig.database.written).isEmpty();
  }

  @Test
  void wrongPasswordsAre401Then429AndTheRightOneAlwaysPasses() throws Exception {
    for (int i = 0; i < 10; i++) {
      assertThat(refusal("wrong " + i)).isEqualTo(FaultCode.NOT_AUTHORISED.code());
    }
    assertThat(refusal("wrong again")).isEqualTo(FaultCode.TOO_MANY_ATTEMPTS.code());
    call(Optional.empty(), "Gaul", "gold", "secret");
    assertThat(rig.database.written).hasSize(1);
  }

  private int refusal(String password) throws Exception {
    try {
      call(Optional.empty(), "Gaul", "gold", password);
      throw new AssertionError("let through");
    } catch (RpcFault fault) {
      return fault.code();
    }
  }

  private void call(Optional<String> header, Object... params) throws Exception {
    Optional<SignedHeaders> signed =
        header.map(
            id ->
                new SignedHeaders(
                    Role.BALANCER,
                    new ProcessId(9, "9".repeat(32)),
                    VectorClock.EMPTY,
                    Optional.of(new RequestId(id)),
                    Optional.empty()));
    RpcMethod method = methods.get(0);
    var unused =
        method
            .handler()
            .handle(
                new RpcCall(
                    method.name(),
                    List.of(params),
                    signed,
                    InetAddress.getLoopbackAddress(),
                    Optional.empty()));
  }

  private Optional<CompletableFuture<Map<String, Object>>> nextQuestion() {
    synchronized (rig.database.questions) {
      return Optional.ofNullable(rig.database.questions.peek());
    }
  }

  private void cached() {
    var reading = read();
    rig.database.fetches.remove().complete(gaul(1, 9, 10));
    assertThat(reading).isCompleted();
  }

  private CompletableFuture<Reading> read() {
    return rig.keeper.read(CacheKey.tally("Gaul"), Optional.empty());
  }
}
