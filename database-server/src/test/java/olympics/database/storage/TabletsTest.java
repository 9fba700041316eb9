package olympics.database.storage;

import static olympics.database.storage.StorageFixture.fault;
import static olympics.database.storage.StorageFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import olympics.database.core.Registration;
import olympics.database.core.TabletFeed;
import olympics.games.core.Version;
import olympics.process.core.Address;
import olympics.process.core.PushKey;
import olympics.rpc.FaultCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TabletsTest {
  private static final Address TABLET = new Address("127.0.0.1", 8005);

  @TempDir private Path directory;

  private StorageFixture open() throws Exception {
    return new StorageFixture(directory.resolve("scores.db"));
  }

  private static CompletableFuture<Snapshot<Registration>> register(
      StorageFixture games, Address tablet) {
    return register(games, tablet, Optional.empty());
  }

  private static CompletableFuture<Snapshot<Registration>> register(
      StorageFixture games, Address tablet, Optional<PushKey> key) {
    return games
        .database()
        .register(tablet, List.of("GAUL", "gaul"), List.of(), Duration.ofSeconds(30), key);
  }

  private static List<Registration> registered(StorageFixture games) {
    TabletFeed.Page page = games.database().tabletsSince("").page();
    assertThat(List.of(page.reset(), page.more())).containsExactly(true, false);
    return page.registered();
  }

  @Test
  void aRegistrationSaysTheLastVersionBeforeIt() throws Exception {
    try (StorageFixture games = open()) {
      Version before = get(register(games, TABLET)).through();
      assertThat(before).isEqualTo(games.database().teams().through());
      get(games.increment("request-1", "Gaul"));
      assertThat(get(register(games, TABLET)).through())
          .isEqualTo(games.database().teams().through())
          .isNotEqualTo(before);
    }
  }

  @Test
  void whoKnowsTheTabletsUpToAPositionIsToldWhatChangedAfterIt() throws Exception {
    Address other = new Address("127.0.0.1", 8006);
    String position;
    try (StorageFixture games = open()) {
      DatabaseManager database = games.database();
      get(register(games, TABLET));
      position = database.tabletsSince("").position();
      assertThat(database.tabletsSince(position))
          .isEqualTo(new TabletsChanged(position, nothing(1)));
      get(register(games, TABLET));
      assertThat(database.tabletsSince(position).page()).as("a renewal").isEqualTo(nothing(1));
      Registration second = get(register(games, other)).value();
      TabletsChanged added = database.tabletsSince(position);
      assertThat(added.page())
          .isEqualTo(new TabletFeed.Page(2, false, false, List.of(second), List.of()));
      assertThat(get(database.unregister(TABLET))).isTrue();
      assertThat(database.tabletsSince(added.position()).page().gone()).containsExactly(TABLET);
      games.pass(30);
      assertThat(database.tabletsSince(added.position()).page().gone())
          .as("unregistered, and ended")
          .containsExactly(TABLET, other);
      Registration again = get(register(games, TABLET)).value();
      TabletFeed.Page page = database.tabletsSince(added.position()).page();
      assertThat(page.registered()).containsExactly(again);
      assertThat(page.gone()).containsExactly(other);
      position = database.tabletsSince("").position();
    }
    try (StorageFixture games = open()) {
      TabletFeed.Page page = games.database().tabletsSince(position).page();
      assertThat(page.reset()).as("a position of an earlier start").isTrue();
      assertThat(page.registered()).isNotEmpty();
    }
  }

  @Test
  void aRenewalAfterAPollSawTheEndOfTheLeaseIsToldAgain() throws Exception {
    try (StorageFixture games = open()) {
      get(register(games, TABLET));
      games.pass(30);
      TabletsChanged ended = games.database().tabletsSince("");
      assertThat(ended.page().registered()).isEmpty();
      Registration again = get(register(games, TABLET)).value();
      assertThat(games.database().tabletsSince(ended.position()).page().registered())
          .containsExactly(again);
    }
  }

  private static TabletFeed.Page nothing(long through) {
    return new TabletFeed.Page(through, false, false, List.of(), List.of());
  }

  @Test
  void aRegistrationLastsForItsLeaseAndOutlivesARestart() throws Exception {
    Registration registration;
    try (StorageFixture games = open()) {
      registration = get(register(games, TABLET)).value();
      assertThat(registration.teams()).containsExactly("Gaul");
      assertThat(registered(games)).containsExactly(registration);
      assertThat(games.told)
          .singleElement()
          .satisfies(
              c -> assertThat(c.tablets()).isEqualTo(Map.of(TABLET, Optional.of(registration))));
    }
    try (StorageFixture games = open()) {
      assertThat(registered(games)).containsExactly(registration);
      games.pass(29);
      assertThat(registered(games)).containsExactly(registration);
      games.pass(1);
      assertThat(registered(games)).isEmpty();
    }
  }

  @Test
  void aRenewalInTimeTroublesNobody() throws Exception {
    try (StorageFixture games = open()) {
      get(register(games, TABLET));
      games.pass(5);
      get(register(games, TABLET));
      assertThat(games.told).hasSize(1);
      games.pass(29);
      get(register(games, TABLET));
      assertThat(games.told).hasSize(1);
      games.pass(30);
      get(register(games, TABLET));
      assertThat(games.told).as("it had ended, and was dropped by polls perhaps").hasSize(2);
      assertThat(registered(games)).hasSize(1);
    }
  }

  @Test
  void theLatestKeyCountsIsToldAtOnceAndOutlivesARestart() throws Exception {
    Optional<PushKey> first = Optional.of(new PushKey("first-key-of-the-tablet"));
    Optional<PushKey> second = Optional.of(new PushKey("second-key-of-the-tablet"));
    Registration latest;
    try (StorageFixture games = open()) {
      get(register(games, TABLET, first));
      get(register(games, TABLET, first));
      assertThat(games.told).as("a renewal").hasSize(1);
      String position = games.database().tabletsSince("").position();
      latest = get(register(games, TABLET, second)).value();
      assertThat(latest.pushKey()).isEqualTo(second);
      assertThat(games.told).hasSize(2);
      assertThat(games.told.get(1).tablets()).isEqualTo(Map.of(TABLET, Optional.of(latest)));
      assertThat(games.database().tabletsSince(position).page().registered())
          .containsExactly(latest);
    }
    try (StorageFixture games = open()) {
      assertThat(registered(games)).containsExactly(latest);
      assertThat(get(register(games, TABLET)).value().pushKey()).isEmpty();
      assertThat(games.told).as("whoever has none any more").hasSize(1);
    }
  }

  @Test
  void unregisteringEndsIt() throws Exception {
    try (StorageFixture games = open()) {
      get(register(games, TABLET));
      assertThat(get(games.database().unregister(TABLET))).isTrue();
      assertThat(get(games.database().unregister(TABLET))).isFalse();
      assertThat(registered(games)).isEmpty();
    }
  }

  @Test
  void anUnknownTeamIsRefused() throws Exception {
    try (StorageFixture games = open()) {
      var refused =
          games
              .database()
              .register(
                  TABLET,
                  List.of("Gaul", "Atlantis"),
                  List.of(),
                  Duration.ofSeconds(30),
                  Optional.empty());
      assertThat(fault(refused).is(FaultCode.NOT_FOUND)).isTrue();
      assertThat(registered(games)).isEmpty();
    }
  }

  @Test
  void oneHostHasItsShareAndExpiredOnesDoNotCount() throws Exception {
    try (StorageFixture games = open()) {
      for (int i = 0; i < Registration.MAX_PER_HOST; i++) {
        get(register(games, new Address("10.0.0.1", 9000 + i)));
      }
      assertThat(fault(register(games, new Address("10.0.0.1", 9999))))
          .matches(fault -> fault.is(FaultCode.UNAVAILABLE))
          .hasMessageContaining("10.0.0.1");
      get(register(games, new Address("10.0.0.1", 9000)));
      get(register(games, new Address("10.0.0.2", 9999)));
      games.pass(31);
      get(register(games, new Address("10.0.0.1", 9999)));
      assertThat(registered(games)).hasSize(1);
    }
  }
}
