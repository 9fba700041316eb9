package olympics.tablet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import olympics.games.core.Team;
import olympics.games.core.Version;
import olympics.tls.Links;
import olympics.wire.Freshness;
import olympics.wire.Methods;
import org.junit.jupiter.api.Test;

class TableReaderTest {
  private static final class Heard implements TableReader.Listener {
    private final List<List<Team>> tables = new CopyOnWriteArrayList<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final List<Duration> offsets = new CopyOnWriteArrayList<>();
    private volatile List<String> events = List.of();

    @Override
    public void table(List<Team> teams, Freshness freshness, Optional<Version> through) {
      tables.add(teams);
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
    public void clock(Duration offset, Duration bound) {
      offsets.add(offset);
    }
  }

  @Test
  void tableEventsAndClockAreReadAndAnAbsenceIsSurvived() throws Exception {
    Heard heard = new Heard();
    try (FakeBalancer games = new FakeBalancer();
        Balancer balancer = new Balancer(games.address(), Links.PLAIN);
        TableReader reader =
            new TableReader(
                balancer,
                "a tablet",
                () -> Optional.of(new Version(FakeBalancer.EPOCH, 2)),
                heard)) {
      games.goAway();
      reader.start();
      await().until(() -> !heard.failures.isEmpty());
      games.comeBack();
      await().until(() -> !heard.offsets.isEmpty());

      assertThat(heard.tables.get(0)).extracting(Team::name).hasSize(3).contains("Gaul");
      assertThat(heard.events).contains("Stone Curling");
      assertThat(heard.offsets.get(0)).isBetween(Duration.ofSeconds(59), Duration.ofSeconds(61));
      assertThat(games.calls(Methods.GET_MEDAL_TABLE).get(0).params())
          .containsExactly("a tablet", FakeBalancer.EPOCH + ".2");
    }
  }
}
