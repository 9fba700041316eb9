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
import olympics.process.core.Address;
import olympics.rpc.FaultCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TabletsTest {
  private static final Address TABLET = new Address("127.0.0.1", 8005);

  @TempDir private Path directory;

  private StorageFixture open() throws Exception {
    return new StorageFixture(directory.resolve("scores.db"));
  }

  private static CompletableFuture<Registration> register(StorageFixture games, Address tablet) {
    return games
        .database()
        .register(tablet, List.of("GAUL", "gaul"), List.of(), Duration.ofSeconds(30));
  }

  @Test
  void aRegistrationLastsForItsLeaseAndOutlivesARestart() throws Exception {
    Registration registration;
    try (StorageFixture games = open()) {
      registration = get(register(games, TABLET));
      assertThat(registration.teams()).containsExactly("Gaul");
      assertThat(games.database().registrations()).containsExactly(registration);
      assertThat(games.told)
          .singleElement()
          .satisfies(
              c -> assertThat(c.tablets()).isEqualTo(Map.of(TABLET, Optional.of(registration))));
      assertThat(games.database().changesSince("").value().tablets()).containsExactly(registration);
    }
    try (StorageFixture games = open()) {
      assertThat(games.database().registrations()).containsExactly(registration);
      games.pass(29);
      assertThat(games.database().registrations()).containsExactly(registration);
      games.pass(1);
      assertThat(games.database().registrations()).isEmpty();
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
      assertThat(games.database().registrations()).hasSize(1);
    }
  }

  @Test
  void unregisteringEndsIt() throws Exception {
    try (StorageFixture games = open()) {
      get(register(games, TABLET));
      assertThat(get(games.database().unregister(TABLET))).isTrue();
      assertThat(get(games.database().unregister(TABLET))).isFalse();
      assertThat(games.database().registrations()).isEmpty();
    }
  }

  @Test
  void anUnknownTeamIsRefused() throws Exception {
    try (StorageFixture games = open()) {
      var refused =
          games
              .database()
              .register(TABLET, List.of("Gaul", "Atlantis"), List.of(), Duration.ofSeconds(30));
      assertThat(fault(refused).is(FaultCode.NOT_FOUND)).isTrue();
      assertThat(games.database().registrations()).isEmpty();
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
      assertThat(games.database().registrations()).hasSize(1);
    }
  }
}
