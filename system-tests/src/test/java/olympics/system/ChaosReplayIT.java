package olympics.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The chaos replay says what was done, and that every table is exactly right; the servers' page
 * marks what is done while it is done.
 */
@Tag("faults")
class ChaosReplayIT {
  private static final Duration LONG = Duration.ofSeconds(90);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @Test
  void theFinalTableIsExactlyRightAtEveryServer() throws Exception {
    int seeds = Dose.of(1, 3, 20);
    String launcher = Games.projectRoot().resolve("scripts/chaos-replay").toString();
    List<String> command =
        List.of(launcher, "--seed=" + Dose.seed(42), "--seeds=" + seeds, "--lasting=5s");
    try (GamesProcess replay =
        GamesProcess.start("chaos-replay", command, Games.projectRoot(), new HashMap<>())) {
      awaitMarks(page(replay));
      int exit = replay.waitForEnd(Duration.ofMinutes(3L * seeds));
      assertThat(exit).as(String.join("\n", replay.lines())).isZero();
      replay.awaitLine(seeds + " of " + seeds + " final tables exactly right", Duration.ZERO);
      assertThat(replay.lines())
          .anyMatch(line -> line.strip().startsWith("faults") && line.matches(".*\\d+ .*"));
    }
  }

  private static URI page(GamesProcess replay) {
    String line = replay.awaitLine("http://", LONG);
    return URI.create(line.substring(line.indexOf("http://")) + "?format=json");
  }

  /** The page goes away with the balancer, which is killed too, and comes back with it. */
  private static void awaitMarks(URI page) {
    HttpRequest request = HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(5)).build();
    Awaitility.await("a fault and its end on the servers' page")
        .atMost(LONG)
        .ignoreExceptionsInstanceOf(IOException.class)
        .untilAsserted(
            () ->
                assertThat(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body())
                    .containsPattern("\"ends\":false,\"text\":\"[a-z0-9 ]+ was (killed|stopped)\"")
                    .containsPattern(
                        "\"ends\":true,\"text\":\"[a-z0-9 ]+ (was started again|went on)\""));
  }
}
