package olympics.tablet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import olympics.games.core.ItemKey;
import olympics.games.core.Team;
import olympics.games.core.Version;
import olympics.tablet.core.Item;
import olympics.tablet.core.Known;
import olympics.tablet.core.Source;
import olympics.tablet.core.Table;
import olympics.tablet.core.scoreboard.ClockOffset;
import olympics.tls.Links;
import olympics.wire.Methods;
import org.junit.jupiter.api.Test;

class TableReaderTest {
  private static final class Heard implements TableReader.Listener {
    private final List<Table> tables = new CopyOnWriteArrayList<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final Map<String, Duration> offsets = new ConcurrentHashMap<>();
    private final Map<String, String> scores = new ConcurrentHashMap<>();
    private volatile List<String> events = List.of();

    @Override
    public void table(Table table) {
      tables.add(table);
    }

    @Override
    public void tableFailed(String reason) {
      failures.add(reason);
    }

    @Override
    public void events(List<String> names) {
      events = names;
    }

    @Override
    public void score(Known score) {
      scores.put(score.item().name(), ((Item.Score) score.item()).event().score());
    }

    @Override
    public void clock(String server, ClockOffset offset) {
      offsets.put(server, offset.offset());
    }
  }

  private final Heard heard = new Heard();

  private TableReader reader(Balancer balancer, boolean table, boolean scores) {
    return new TableReader(
        balancer,
        "a tablet",
        new TableReader.Wants(
            () -> Optional.of(new Version(FakeBalancer.EPOCH, 2)),
            () -> List.of(ItemKey.score("Stone Curling")),
            () -> table,
            () -> scores),
        heard);
  }

  @Test
  void tableEventsAndClockAreReadAndAnAbsenceIsSurvived() throws Exception {
    try (FakeBalancer games = new FakeBalancer();
        Balancer balancer = new Balancer(games.address(), Links.PLAIN);
        TableReader reader = reader(balancer, true, false)) {
      games.goAway();
      reader.start();
      await().until(() -> !heard.failures.isEmpty());
      games.comeBack();
      await().until(() -> heard.offsets.size() == 2);

      Table table = heard.tables.get(0);
      assertThat(table.teams()).extracting(Team::name).hasSize(3).contains("Gaul");
      assertThat(table.source()).contains(new Source("obelix-1", Source.Way.CACHED));
      assertThat(heard.events).contains("Stone Curling");
      assertThat(heard.offsets.get("obelix-1"))
          .isBetween(Duration.ofSeconds(59), Duration.ofSeconds(61));
      assertThat(heard.offsets.get("obelix-2"))
          .isBetween(Duration.ofSeconds(119), Duration.ofSeconds(121));
      assertThat(games.calls(Methods.GET_MEDAL_TABLE).get(0).params())
          .containsExactly("a tablet", FakeBalancer.EPOCH + ".2");
      assertThat(games.calls(Methods.GET_SCORE)).isEmpty();
    }
  }

  @Test
  void nobodyIsAskedBeforeSomebodyLooksAndManyWhoLookCostOneReading() throws Exception {
    try (FakeBalancer games = new FakeBalancer();
        Balancer balancer = new Balancer(games.address(), Links.PLAIN);
        TableReader reader = reader(balancer, false, false)) {
      reader.start();
      assertThat(games.calls).isEmpty();
      long began = System.nanoTime();
      for (int i = 0; i < 100; i++) {
        reader.readSoon().get(10, TimeUnit.SECONDS);
      }
      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);

      assertThat(heard.tables).hasSizeBetween(1, 2 + (int) seconds);
      assertThat(games.calls(Methods.GET_MEDAL_TABLE)).hasSameSizeAs(heard.tables);
      assertThat(heard.events).contains("Stone Curling");
    }
  }

  @Test
  void scoresOfEventsThatAreNotFollowedAreReadAndNeverGoBack() throws Exception {
    try (FakeBalancer games = new FakeBalancer();
        Balancer balancer = new Balancer(games.address(), Links.PLAIN);
        TableReader reader = reader(balancer, true, true)) {
      games.score("Stone Skating", "3 laps");
      Map<String, Object> older = games.items.get(ItemKey.score("Stone Skating"));
      games.score("Stone Skating", "4 laps");
      reader.start();
      await().until(() -> "4 laps".equals(heard.scores.get("Stone Skating")));
      games.items.put(ItemKey.score("Stone Skating"), older);
      games.score("Weaving", "7 baskets");
      // What is older than what was seen is no news, whoever answers it.
      games.through = Optional.of(FakeBalancer.EPOCH + ".0");
      await().until(() -> games.calls(Methods.GET_SCORE).size() >= 5);

      assertThat(heard.scores).containsEntry("Stone Skating", "4 laps");
      assertThat(heard.scores).doesNotContainKey("Stone Curling");
      assertThat(games.calls(Methods.GET_SCORE))
          .extracting(call -> call.string(0))
          .doesNotContain("stone curling", "Stone Curling");
    }
  }

  @Test
  void manyEventsAreReadInTurn() throws Exception {
    try (FakeBalancer games = new FakeBalancer();
        Balancer balancer = new Balancer(games.address(), Links.PLAIN);
        TableReader reader = reader(balancer, true, true)) {
      for (int i = 0; i < 2 * ScoreReader.AT_A_TIME; i++) {
        games.score("Event " + i, i + " points");
      }
      reader.start();
      await().until(() -> !heard.offsets.isEmpty());
      assertThat(games.calls(Methods.GET_SCORE)).hasSize(ScoreReader.AT_A_TIME);
      await().until(() -> heard.scores.size() == 2 * ScoreReader.AT_A_TIME + 2);
    }
  }
}
