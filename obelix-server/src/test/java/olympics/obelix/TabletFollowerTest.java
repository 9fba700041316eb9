package olympics.obelix;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import olympics.games.core.Version;
import olympics.obelix.core.Change;
import olympics.obelix.core.PushQueue.Push;
import olympics.obelix.core.Roster;
import olympics.process.core.Address;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TabletFollowerTest {
  private final HandDrivenDatabase database = new HandDrivenDatabase();
  private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
  private final Roster<Address, Tablet> roster = new Roster<>();
  private final List<Long> sentAt = new ArrayList<>();
  private long now;
  private final TabletFollower follower =
      new TabletFollower(database, () -> now, scheduler, Duration.ofHours(1), new Listener());

  @AfterEach
  void close() {
    scheduler.shutdownNow();
  }

  @Test
  void pageAfterPageIsAskedForUntilThereAreNoMore() {
    var unused = follower.poll();
    answer("e.1", true, true, 1);
    now = 7;
    answer("e.2", false, true, 2);
    answer("e.3", false, false, 3);
    assertThat(database.tabletPolls).isEmpty();
    assertThat(database.askedPositions).containsExactly("", "e.1", "e.2");
    assertThat(sentAt).as("when each was asked for").containsExactly(0L, 0L, 7L);
    assertThat(roster.entries().keySet()).containsExactly(address(1), address(2), address(3));
  }

  @Test
  void afterAFailureTheSamePageIsAskedForAgain() {
    var unused = follower.poll();
    answer("e.1", true, true, 1);
    database.tabletPolls.remove().completeExceptionally(HandDrivenDatabase.noAnswer());
    unused = follower.poll();
    answer("e.2", false, false, 2);
    assertThat(database.askedPositions).containsExactly("", "e.1", "e.1");
    assertThat(roster.entries()).hasSize(2);
  }

  @Test
  void aDatabaseThatWasStartedAnewBeginsAListThatReplacesTheOldOne() {
    var unused = follower.poll();
    answer("e.1", true, false, 1);
    unused = follower.poll();
    answer("f.1", true, true, 2);
    answer("f.2", false, false, 3);
    assertThat(roster.entries().keySet()).containsExactly(address(2), address(3));
  }

  @Test
  void aNoticeBeforeWhichSomethingMayBeLostMakesItAskAtOnce() {
    follower.onNotice(notice(Optional.of(HandDrivenDatabase.v(1))));
    assertThat(database.tabletPolls).isEmpty();
    follower.onNotice(notice(Optional.empty()));
    assertThat(database.tabletPolls).hasSize(1);
  }

  private static Notice notice(Optional<Version> since) {
    return new Notice(since, HandDrivenDatabase.v(2), List.of(), List.of(), List.of());
  }

  private static Address address(int tablet) {
    return new Address("127.0.0.1", 9000 + tablet);
  }

  private void answer(String position, boolean reset, boolean more, int tablet) {
    Tablet registered = new Tablet(address(tablet), List.of(), List.of("Gaul"), Optional.empty());
    database
        .tabletPolls
        .remove()
        .complete(
            new Database.Tablets(
                position,
                new Roster.Page<>(
                    reset, more, Map.of(registered.address(), registered), List.of())));
  }

  private final class Listener implements UpdateListener {
    @Override
    public void onTablets(Roster.Page<Address, Tablet> page, long at) {
      sentAt.add(at);
      roster.onPage(page, at);
    }

    @Override
    public void onTabletNews(List<Tablet> registered, List<Address> unregistered) {}

    @Override
    public void onValues(List<Push> values) {}

    @Override
    public void onChanges(List<Change> changes) {}
  }
}
