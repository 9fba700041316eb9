package olympics.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The chaos replay says what was done, and that every table is exactly right. */
@Tag("faults")
class ChaosReplayIT {
  @Test
  void theFinalTableIsExactlyRightAtEveryServer() throws Exception {
    int seeds = Dose.of(1, 3, 20);
    String launcher = Games.projectRoot().resolve("scripts/chaos-replay").toString();
    List<String> command =
        List.of(launcher, "--seed=" + Dose.seed(42), "--seeds=" + seeds, "--lasting=5s");
    try (GamesProcess replay =
        GamesProcess.start("chaos-replay", command, Games.projectRoot(), new HashMap<>())) {
      int exit = replay.waitForEnd(Duration.ofMinutes(3L * seeds));
      assertThat(exit).as(String.join("\n", replay.lines())).isZero();
      replay.awaitLine(seeds + " of " + seeds + " final tables exactly right", Duration.ZERO);
      assertThat(replay.lines())
          .anyMatch(line -> line.strip().startsWith("faults") && line.matches(".*\\d+ .*"));
    }
  }
}
