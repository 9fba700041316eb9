package olympics.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import olympics.causality.core.VectorClock;
import olympics.games.core.RequestId;
import olympics.process.core.ProcessId;
import olympics.process.core.Role;
import olympics.rpc.RpcCall;
import olympics.rpc.SignedHeaders;
import olympics.wire.Methods;
import olympics.wire.Struct;
import org.junit.jupiter.api.Test;

class MessageLogTest {
  private static final ProcessId SELF = new ProcessId(1, "a".repeat(32));
  private static final ProcessId OTHER = new ProcessId(0, "b".repeat(32));
  private static final long LEASE = MessageLog.LEASE.toNanos();

  private final MessageLog log = new MessageLog(() -> 1_500_000_000L);
  private VectorClock clock = VectorClock.EMPTY;

  private static RpcCall call(Optional<SignedHeaders> signed) {
    return new RpcCall(
        Methods.SET_SCORE, List.of(), signed, InetAddress.getLoopbackAddress(), Optional.empty());
  }

  private void receive(long now) {
    receive(call(Optional.empty()), now);
  }

  private void receive(RpcCall call, long now) {
    clock = clock.merge(call.clock()).plusOne(SELF);
    if (log.isAskedFor()) {
      log.received(call, clock.count(SELF), clock, now);
    }
  }

  private List<Long> numbersAfter(long number, long now) {
    return log.after(number, clock.count(SELF), now).receipts().stream()
        .map(MessageLog.Receipt::number)
        .toList();
  }

  @Test
  void nothingIsRememberedBeforeSomebodyAsksNorLongAfter() {
    receive(0);
    assertThat(numbersAfter(0, 0)).isEmpty();
    receive(1);
    receive(LEASE - 1);
    assertThat(numbersAfter(0, LEASE - 1)).containsExactly(2L, 3L);
    assertThat(numbersAfter(2, LEASE)).containsExactly(3L);
    receive(2 * LEASE);
    assertThat(log.isAskedFor()).as("nobody has asked for ten seconds").isFalse();
    assertThat(numbersAfter(0, 2 * LEASE)).isEmpty();
    receive(2 * LEASE + 1);
    assertThat(numbersAfter(0, 2 * LEASE + 1)).containsExactly(5L);
  }

  @Test
  void theNewestAreKeptAndHowFarTheyGoIsTold() {
    log.after(0, 0, 0);
    for (int i = 0; i < 3 * MessageLog.KEPT; i++) {
      receive(i);
    }
    MessageLog.Page page = log.after(0, clock.count(SELF), 0);
    assertThat(page.receipts()).hasSize(MessageLog.KEPT);
    assertThat(page.receipts().get(0).number()).isEqualTo(2 * MessageLog.KEPT + 1);
    assertThat(page.through()).isEqualTo(3 * MessageLog.KEPT);
  }

  @Test
  void largeClocksAreKeptToABound() {
    log.after(0, 0, 0);
    TreeMap<ProcessId, Long> many = new TreeMap<>();
    for (int i = 0; i < 100; i++) {
      many.put(new ProcessId(i + 2, "c".repeat(32)), 1L);
    }
    SignedHeaders headers =
        new SignedHeaders(
            Role.FRONT_END, OTHER, new VectorClock(many), Optional.empty(), Optional.empty());
    for (int i = 0; i < MessageLog.KEPT; i++) {
      receive(call(Optional.of(headers)), 0);
    }
    List<MessageLog.Receipt> kept = log.after(0, clock.count(SELF), 0).receipts();
    assertThat(kept.stream().mapToInt(r -> r.clock().counts().size()).sum())
        .isBetween(1, MessageLog.CLOCK_ENTRIES);
    assertThat(kept.get(kept.size() - 1).number()).isEqualTo(MessageLog.KEPT);
  }

  /** Who sent it, and with which clock, is what the signature proved; a client proves nothing. */
  @Test
  void theMethodTellsWhoIsVerifiedToHaveSentWhat() throws Exception {
    CausalOwner owner = new CausalOwner(SELF, Optional.empty(), log);
    Peer self =
        new Peer(
            new olympics.process.core.Address("localhost", 8002),
            SELF,
            Role.FRONT_END,
            java.util.Map.of());
    var method = new MessagesMethod(self, owner).method();
    method.handler().handle(call(Optional.empty()));
    owner.received(call(Optional.empty()));
    owner.received(
        call(
            Optional.of(
                new SignedHeaders(
                    Role.DATABASE,
                    OTHER,
                    VectorClock.EMPTY.plusOne(OTHER),
                    Optional.of(new RequestId("me/1")),
                    Optional.empty()))));
    Struct answer =
        Struct.of(method.handler().handle(call(Optional.empty())).toCompletableFuture().join());
    assertThat(answer.string("role")).isEqualTo("front-end");
    assertThat(answer.integer("uid")).isEqualTo(1);
    assertThat(answer.number("through")).isEqualTo(2);
    List<Struct> receipts = answer.list("receipts").stream().map(Struct::of).toList();
    assertThat(receipts.get(0).string("sender")).isEqualTo("client");
    assertThat(receipts.get(0).has("attached")).isFalse();
    assertThat(receipts.get(0).string("clock")).isEqualTo(SELF + "=1");
    assertThat(receipts.get(1).string("sender")).isEqualTo("database " + OTHER);
    assertThat(receipts.get(1).string("attached")).isEqualTo(OTHER + "=1");
    assertThat(receipts.get(1).string("clock")).isEqualTo(OTHER + "=1," + SELF + "=2");
    assertThat(receipts.get(1).string("request_id")).isEqualTo("me/1");
    assertThat(receipts.get(1).number("number")).isEqualTo(2);
    assertThat(receipts.get(1).number("time")).isEqualTo(1.5);
  }
}
