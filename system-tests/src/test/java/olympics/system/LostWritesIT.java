package olympics.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import olympics.system.chaos.Nemesis;
import olympics.system.chaos.Workload;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** G1: no acknowledged write is lost when the database server is killed, again and again. */
@Tag("faults")
class LostWritesIT {
  private static final Duration LONG = Duration.ofMinutes(2);

  @Test
  void noAcknowledgedWriteIsLostWhenTheDatabaseServerIsKilled() {
    int kills = Dose.of(4, 30, 200);
    int writes = Dose.of(400, 10_000, 100_000);
    try (Games games = Games.prepare().throughLinks()) {
      games.startAll();
      Workload workload = new Workload(games, Dose.seed(1));
      Nemesis nemesis = new Nemesis(games, Dose.seed(1), workload.history()::waiting);
      try (workload) {
        workload.writers(8);
        for (int kill = 1; kill <= kills; kill++) {
          int enough = (int) ((long) writes * kill / kills);
          Workload.await(
              enough + " writes are acknowledged",
              LONG,
              () -> workload.history().acknowledged() >= enough);
          nemesis.killAndRestart(Games.DATABASE);
        }
        int before = workload.history().acknowledged();
        Workload.await(
            "writes are taken again", LONG, () -> workload.history().acknowledged() > before);
      }
      assertThat(workload.history().acknowledged()).isGreaterThanOrEqualTo(writes);
      Verdicts.give(
          "G1",
          workload.history().acknowledged()
              + " of "
              + workload.history().writes().size()
              + " writes acknowledged, "
              + workload.history().resolutions()
              + " unknown outcomes resolved",
          nemesis,
          workload.history(),
          Verdicts.exactlyOnce(games, workload.history()));
    }
  }
}
