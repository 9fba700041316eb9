package olympics.obelix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import olympics.obelix.core.CacheKey;
import olympics.obelix.core.Change;
import olympics.obelix.core.PushQueue.Push;
import olympics.obelix.core.Roster;
import olympics.process.core.Address;
import olympics.process.core.ProcessId;
import olympics.process.core.PushKey;
import olympics.rpc.FaultCode;
import olympics.rpc.RpcFailure;
import olympics.rpc.RpcFault;
import olympics.wire.Freshness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TabletPusherTest {
  private static final ProcessId SELF = new ProcessId(1, "1".repeat(32));
  private static final ProcessId OTHER = new ProcessId(2, "2".repeat(32));

  private static final PushKey FIRST = new PushKey("the-first-key-of-a-tablet");
  private static final PushKey SECOND = new PushKey("the-second-key-of-a-tablet");

  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private final Map<Address, List<Push>> shown = new ConcurrentHashMap<>();
  private final Set<Address> silent = ConcurrentHashMap.newKeySet();
  private final Set<Address> dead = ConcurrentHashMap.newKeySet();
  private final Map<Address, PushKey> keys = new ConcurrentHashMap<>();
  private final Map<Address, List<Push>> refusals = new ConcurrentHashMap<>();
  private final RpcFault otherKey = new RpcFault(FaultCode.NOT_AUTHORISED, "another key");
  private volatile CompletableFuture<Object> refused = CompletableFuture.failedFuture(otherKey);
  private final List<ProcessId> others = new CopyOnWriteArrayList<>();
  private final List<CacheKey> read = new CopyOnWriteArrayList<>();
  private volatile long readNumber = 9;
  private volatile boolean lookedAround;
  private final TabletPusher pusher =
      new TabletPusher(
          thread,
          System::nanoTime,
          this::send,
          new TabletPusher.FrontEnds(() -> SELF, this::others));

  @AfterEach
  void close() {
    thread.shutdownNow();
  }

  private Collection<ProcessId> others() {
    lookedAround = true;
    return others;
  }

  private CompletableFuture<?> send(Tablet to, Push push) {
    Address tablet = to.address();
    Optional<PushKey> expected = Optional.ofNullable(keys.get(tablet));
    if (!expected.equals(to.pushKey())) {
      refusals.computeIfAbsent(tablet, t -> new CopyOnWriteArrayList<>()).add(push);
      return refused;
    }
    if (dead.contains(tablet)) {
      return CompletableFuture.failedFuture(
          new RpcFailure(RpcFailure.Delivery.NOT_DELIVERED, "refused"));
    }
    shown.computeIfAbsent(tablet, t -> new CopyOnWriteArrayList<>()).add(push);
    return silent.contains(tablet)
        ? new CompletableFuture<>()
        : CompletableFuture.completedFuture(true);
  }

  @Test
  void aTabletThatHasJustRegisteredHearsOfWhatHappensFromNowOn() {
    start();
    pusher.onTabletNews(List.of(tablet(1)), List.of());
    list(System.nanoTime(), tablet(1));
    pusher.onValues(List.of(gaul(11)));
    awaitShown(1, 11L);
    assertThat(read).isEmpty();
  }

  @Test
  void aTabletWhoseNoticeWasLostIsBroughtUpToDateWhenTheListTellsOfIt() {
    start(tablet(1));
    awaitShown(1, 9L);
    pusher.onValues(List.of(gaul(11)));
    readNumber = 11;
    Map<Address, Tablet> second = Map.of(tablet(2).address(), tablet(2));
    pusher.onTablets(new Roster.Page<>(false, false, second, List.of()), System.nanoTime());
    awaitShown(2, 11L);
  }

  @Test
  void whileAListBeginsAnewTheOldOneIsServed() {
    start(tablet(1), tablet(2));
    awaitShown(1, 9L);
    awaitShown(2, 9L);
    Map<Address, Tablet> second = Map.of(tablet(2).address(), tablet(2));
    pusher.onTablets(new Roster.Page<>(true, true, second, List.of()), System.nanoTime());
    pusher.onValues(List.of(gaul(11)));
    awaitShown(1, 9L, 11L);
    pusher.onTablets(new Roster.Page<>(false, false, Map.of(), List.of()), System.nanoTime());
    pusher.onValues(List.of(gaul(12)));
    awaitShown(2, 9L, 11L, 12L);
    assertThat(numbers(1)).containsExactly(9L, 11L);
  }

  @Test
  void aRegistrationThatWasNoticedCountsAtOnceAndIsNotUndoneByAnEarlierPoll() {
    start();
    long pollSent = System.nanoTime();
    pusher.onTabletNews(List.of(tablet(1)), List.of());
    list(pollSent);
    pusher.onValues(List.of(gaul(11)));
    awaitShown(1, 11L);
    pusher.onTabletNews(List.of(), List.of(tablet(1).address()));
    pusher.onTabletNews(List.of(tablet(2)), List.of());
    pusher.onValues(List.of(gaul(12)));
    awaitShown(2, 12L);
    assertThat(numbers(1)).containsExactly(11L);
  }

  @Test
  void aTabletThatIsTakenOverIsBroughtUpToDateAndThenToldOfEachUpdateOnce() {
    start(tablet(1));
    awaitShown(1, 9L);
    pusher.onValues(List.of(gaul(11)));
    pusher.onChanges(List.of(new Change(gaul(11).item(), gaul(11).version())));
    pusher.onValues(List.of(gaul(12)));
    awaitShown(1, 9L, 11L, 12L);
    assertThat(read).hasSize(1);
  }

  @Test
  void aSilentOrDeadTabletDelaysNobody() {
    silent.add(tablet(1).address());
    dead.add(tablet(2).address());
    start(tablet(1), tablet(2), tablet(3));
    for (long number = 11; number <= 20; number++) {
      pusher.onValues(List.of(gaul(number)));
      long last = number;
      await().until(() -> numbers(3).contains(last));
    }
    assertThat(numbers(1)).as("one call in flight").hasSize(1);
    assertThat(numbers(2)).isEmpty();
  }

  @Test
  void aTabletThatComesBackGetsTheNewestValueOnly() {
    dead.add(tablet(1).address());
    start(tablet(1), tablet(2));
    awaitShown(2, 9L);
    pusher.onValues(List.of(gaul(11)));
    pusher.onValues(List.of(gaul(12)));
    awaitShown(2, 9L, 11L, 12L);
    dead.clear();
    awaitShown(1, 12L);
  }

  @Test
  void aChangeWhoseNoticeWasLostIsReadAndPushed() {
    start(tablet(1));
    awaitShown(1, 9L);
    readNumber = 11;
    pusher.onChanges(List.of(new Change(gaul(11).item(), gaul(11).version())));
    awaitShown(1, 9L, 11L);
  }

  @Test
  void twoFrontEndsShareTheTabletsAndADeathMovesThem() {
    others.add(OTHER);
    Tablet[] tablets = new Tablet[50];
    for (int i = 0; i < tablets.length; i++) {
      tablets[i] = tablet(i);
    }
    start(tablets);
    await().until(() -> !shown.isEmpty());
    pusher.onValues(List.of(gaul(11)));
    await().until(() -> shown.values().stream().allMatch(pushes -> pushes.size() == 2));
    assertThat(shown.size()).as("tablets of one of two front-ends").isBetween(10, 40);
    others.clear();
    await().until(() -> shown.size() == 50);
  }

  @Test
  void aTabletThatIsNotRegisteredAnyMoreIsLeftAlone() {
    start(tablet(1), tablet(2));
    awaitShown(1, 9L);
    awaitShown(2, 9L);
    list(System.nanoTime(), tablet(2));
    pusher.onValues(List.of(gaul(11)));
    awaitShown(2, 9L, 11L);
    assertThat(numbers(1)).containsExactly(9L);
  }

  @Test
  void everyPushCarriesTheKeyOfTheRegistration() {
    keys.put(tablet(1).address(), FIRST);
    start(withKey(FIRST), tablet(2));
    awaitShown(1, 9L);
    awaitShown(2, 9L);
    pusher.onValues(List.of(gaul(11)));
    awaitShown(1, 9L, 11L);
    assertThat(refusals()).isZero();
  }

  @Test
  void aTabletThatWasStartedAgainGetsWhatItRefusedOnceItHasRegisteredAnew() {
    keys.put(tablet(1).address(), FIRST);
    start(withKey(FIRST));
    awaitShown(1, 9L);
    keys.put(tablet(1).address(), SECOND);
    pusher.onValues(List.of(gaul(11)));
    await().until(() -> refusals() == 1);
    readNumber = 11;
    pusher.onTabletNews(List.of(withKey(SECOND)), List.of());
    awaitShown(1, 9L, 11L);
    pusher.onValues(List.of(gaul(12)));
    awaitShown(1, 9L, 11L, 12L);
    assertThat(refusals()).isEqualTo(1);
  }

  @Test
  void aRefusalThatComesAfterTheNewRegistrationIsRepairedToo() {
    keys.put(tablet(1).address(), FIRST);
    start(withKey(FIRST));
    awaitShown(1, 9L);
    keys.put(tablet(1).address(), SECOND);
    CompletableFuture<Object> late = new CompletableFuture<>();
    refused = late;
    pusher.onValues(List.of(gaul(11)));
    await().until(() -> refusals() == 1);
    readNumber = 11;
    pusher.onTabletNews(List.of(withKey(SECOND)), List.of());
    late.completeExceptionally(otherKey);
    awaitShown(1, 9L, 11L);
  }

  @Test
  void aTabletThatRefusesItsKeyIsNotGivenUpAndDelaysNobody() {
    keys.put(tablet(1).address(), SECOND);
    start(withKey(FIRST), tablet(2));
    awaitShown(2, 9L);
    await().until(() -> refusals() == 1);
    for (long number = 11; number <= 13; number++) {
      pusher.onValues(List.of(gaul(number)));
      long last = number;
      await().until(() -> numbers(2).contains(last));
    }
    await().until(() -> refusals() == 4);
    keys.put(tablet(1).address(), FIRST);
    pusher.onValues(List.of(gaul(14)));
    awaitShown(1, 14L);
  }

  private void start(Tablet... tablets) {
    pusher.start(
        key -> {
          read.add(key);
          return CompletableFuture.completedFuture(
              new Reading(
                  gaul(readNumber).value(), Freshness.CURRENT, gaul(readNumber).version(), false));
        });
    await().until(() -> lookedAround);
    list(System.nanoTime(), tablets);
  }

  /** The whole list, as a poll that was sent then was answered. */
  private void list(long sentAt, Tablet... tablets) {
    Map<Address, Tablet> all = new HashMap<>();
    for (Tablet tablet : tablets) {
      all.put(tablet.address(), tablet);
    }
    pusher.onTablets(new Roster.Page<>(true, false, all, List.of()), sentAt);
  }

  private static Tablet tablet(int number) {
    return new Tablet(
        new Address("127.0.0.1", 10_000 + number), List.of(), List.of("Gaul"), Optional.empty());
  }

  private static Tablet withKey(PushKey key) {
    return new Tablet(tablet(1).address(), List.of(), List.of("Gaul"), Optional.of(key));
  }

  /** How many pushes the tablet has refused. */
  private int refusals() {
    return refusals.getOrDefault(tablet(1).address(), List.of()).size();
  }

  private static Push gaul(long number) {
    return Notice.push(HandDrivenDatabase.tally("Gaul", (int) number, number));
  }

  private List<Long> numbers(int tablet) {
    List<Long> numbers = new ArrayList<>();
    shown
        .getOrDefault(tablet(tablet).address(), List.of())
        .forEach(push -> numbers.add(push.version().number()));
    return numbers;
  }

  private void awaitShown(int tablet, Long... expected) {
    await().untilAsserted(() -> assertThat(numbers(tablet)).containsExactly(expected));
  }
}
