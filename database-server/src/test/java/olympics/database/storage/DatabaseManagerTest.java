package olympics.database.storage;

import static olympics.database.storage.StorageFixture.fault;
import static olympics.database.storage.StorageFixture.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import olympics.database.core.Change;
import olympics.database.core.Item;
import olympics.database.core.WriteResult;
import olympics.games.core.ItemKey;
import olympics.games.core.Lineage;
import olympics.games.core.OlympicEvent;
import olympics.games.core.RequestId;
import olympics.games.core.Team;
import olympics.games.core.Version;
import olympics.games.core.Village;
import olympics.rpc.FaultCode;
import olympics.rpc.RpcFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseManagerTest {
  @TempDir private Path directory;

  private StorageFixture open() throws Exception {
    return new StorageFixture(directory.resolve("scores.db"));
  }

  @Test
  void aNewDatabaseHoldsTheVillage() throws Exception {
    try (StorageFixture games = open()) {
      DatabaseManager.Catalogue catalogue = games.database().catalogue().value();
      assertThat(catalogue.teams())
          .containsExactly("Carthage", "Gaul", "Greece", "Persia", "Rome")
          .hasSameElementsAs(Village.TEAMS);
      assertThat(catalogue.events()).hasSize(4).contains("Stone Curling");
      assertThat(games.database().event("stone curling").value().score())
          .isEqualTo(OlympicEvent.NO_SCORE);
    }
  }

  @Test
  void aWriteGetsTheNextVersionAndTheTimeOfTheClock() throws Exception {
    try (StorageFixture games = open()) {
      Version before = games.database().teams().through();
      WriteAnswer answer = get(games.increment("w/1", "GAUL"));
      Team gaul = ((WriteResult.TallyWritten) answer.result()).team();
      assertThat(gaul.name()).isEqualTo("Gaul");
      assertThat(gaul.gold()).isEqualTo(1);
      assertThat(gaul.stamp().version())
          .isEqualTo(new Version(before.epoch(), before.number() + 1));
      assertThat(gaul.stamp().asOf()).isEqualTo(Instant.parse("2026-11-23T10:00:00Z"));
      Snapshot<Team> read = games.database().team("gaul");
      assertThat(read.value()).isEqualTo(gaul);
      assertThat(read.through()).isEqualTo(gaul.stamp().version());
      assertThat(games.told)
          .containsExactly(
              new Commit(gaul.stamp().version(), List.of(new Item.Tally(gaul)), Map.of()));
    }
  }

  @Test
  void openingAgainKeepsTheDataAndBeginsAnEpoch() throws Exception {
    Lineage first;
    Team gaul;
    try (StorageFixture games = open()) {
      get(games.increment("w/1", "Gaul"));
      first = games.database().lineage();
      gaul = games.database().team("Gaul").value();
    }
    try (StorageFixture games = open()) {
      Lineage second = games.database().lineage();
      assertThat(games.database().team("Gaul").value()).isEqualTo(gaul);
      assertThat(first.isContinuedBy(second)).isTrue();
      assertThat(second.current().id()).isNotEqualTo(first.current().id());
      assertThat(second.current().firstNumber()).isEqualTo(gaul.stamp().version().number() + 1);
      assertThat(second.contains(gaul.stamp().version())).isTrue();
      Version found = games.database().teams().through();
      assertThat(found)
          .isEqualTo(new Version(second.current().id(), gaul.stamp().version().number()));
      assertThat(get(games.increment("w/1", "Gaul")).replayed()).isTrue();
    }
  }

  @Test
  void theSameRequestIsExecutedOnceAndAnotherUnderItsIdIsRefused() throws Exception {
    try (StorageFixture games = open()) {
      WriteAnswer first = get(games.increment("a", "Gaul"));
      WriteAnswer again = get(games.increment("a", "gaul"));
      assertThat(first.replayed()).isFalse();
      assertThat(again).isEqualTo(new WriteAnswer(first.result(), true));
      assertThat(games.database().team("Gaul").value().gold()).isEqualTo(1);
      assertThat(games.database().applied(new RequestId("a"))).contains(first.result());
      assertThat(games.database().applied(new RequestId("b"))).isEmpty();

      RpcFault conflict = fault(games.increment("a", "Rome"));
      assertThat(conflict.is(FaultCode.ID_REUSED)).isTrue();
      assertThat(games.database().team("Rome").value().gold()).isZero();
    }
  }

  @Test
  void aScoreThatItsWriterHasOvertakenIsAppliedWithoutEffect() throws Exception {
    try (StorageFixture games = open()) {
      get(games.setScore("w/7", "7"));
      WriteAnswer late = get(games.setScore("w/6", "6"));
      assertThat(late.result())
          .isEqualTo(
              new WriteResult.ScoreWritten(games.database().event("Stone Curling").value(), true));
      assertThat(get(games.setScore("w/6", "6")).replayed()).isTrue();
      assertThat(games.database().event("Stone Curling").value().score()).isEqualTo("7");
      // Another writer, another event, and an id without an order are not overtaken.
      get(games.setScore("v/1", "v"));
      assertThat(games.database().event("Stone Curling").value().score()).isEqualTo("v");
      get(games.write("w/1", new Change.SetScore("Stone Skating", "1")));
      assertThat(games.database().event("Stone Skating").value().score()).isEqualTo("1");
      get(games.setScore("free", "f"));
      assertThat(games.database().event("Stone Curling").value().score()).isEqualTo("f");
    }
  }

  @Test
  void addingIsIdempotentAndKeepsTheNameAsFirstWritten() throws Exception {
    try (StorageFixture games = open()) {
      var added =
          (WriteResult.TeamAdded) get(games.write("1", new Change.AddTeam("Iberia"))).result();
      var again =
          (WriteResult.TeamAdded) get(games.write("2", new Change.AddTeam("IBERIA"))).result();
      assertThat(added.added()).isTrue();
      assertThat(again).isEqualTo(new WriteResult.TeamAdded("Iberia", added.version(), false));
      var event =
          (WriteResult.EventAdded) get(games.write("3", new Change.AddEvent("Menhir"))).result();
      assertThat(event.added()).isTrue();
      assertThat(games.database().catalogue().value().teams()).contains("Iberia").hasSize(6);
      assertThat(games.database().catalogue().value().events()).contains("Menhir").hasSize(5);
    }
  }

  @Test
  void whatDoesNotExistIsSaidSoAndHowToFindWhatDoes() throws Exception {
    try (StorageFixture games = open()) {
      assertThat(fault(games.increment("a", "Atlantis")))
          .matches(fault -> fault.is(FaultCode.NOT_FOUND))
          .hasMessageContaining("Atlantis")
          .hasMessageContaining("list_teams");
      assertThatThrownBy(() -> games.database().event("Menhir"))
          .isInstanceOf(RpcFault.class)
          .hasMessageContaining("list_events");
      // A refused write leaves no trace: its id is free.
      assertThat(games.database().applied(new RequestId("a"))).isEmpty();
      assertThat(get(games.increment("a", "Gaul")).replayed()).isFalse();
    }
  }

  @Test
  void theChangeFeedNamesWhatChangedSinceAVersion() throws Exception {
    try (StorageFixture games = open()) {
      DatabaseManager database = games.database();
      Version start = database.teams().through();
      assertThat(database.changesSince(start.toString()).value().items()).isEmpty();
      get(games.increment("1", "Gaul"));
      get(games.increment("2", "Gaul"));
      Version middle = database.teams().through();
      get(games.setScore("3", "1"));

      Snapshot<Changes> changes = database.changesSince(start.toString());
      assertThat(changes.value().reset()).isFalse();
      assertThat(changes.value().lineage()).isEqualTo(database.lineage());
      assertThat(changes.value().items())
          .extracting(Item::key)
          .containsExactly(ItemKey.tally("Gaul"), ItemKey.score("Stone Curling"));
      assertThat(database.changesSince(middle.toString()).value().items())
          .extracting(Item::key)
          .containsExactly(ItemKey.score("Stone Curling"));
      assertThat(changes.through()).isEqualTo(database.teams().through());
    }
  }

  @Test
  void aVersionThatIsUnknownResetsTheFeed() throws Exception {
    try (StorageFixture games = open()) {
      DatabaseManager database = games.database();
      String epoch = database.lineage().current().id();
      for (String unknown : List.of("", "ffffffffffffffff.3", epoch + ".99")) {
        Changes changes = database.changesSince(unknown).value();
        assertThat(changes.reset()).as(unknown).isTrue();
        assertThat(changes.items()).isEmpty();
      }
      assertThatThrownBy(() -> database.changesSince("x"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
