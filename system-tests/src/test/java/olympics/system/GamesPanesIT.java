package olympics.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/games --tmux} in a real terminal. */
@Tag("screens")
class GamesPanesIT {
  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir private Path folder;

  @Test
  void pagesThatItSaysToOpenAreThere() throws Exception {
    int base = FreePorts.takeRow(7).get(0);
    List<String> pages =
        List.of("http://localhost:" + (base + 1) + "/", "http://localhost:" + (base + 5) + "/");
    Map<String, String> environment =
        Map.of(
            "TMUX_TMPDIR", folder.toString(),
            "OLYMPICS_BUILD", "no",
            "OLYMPICS_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
    String script =
        "unset TMUX\n'%s' --tmux --base-port=%d --data-dir='%s'\necho \"ended with $?\""
            .formatted(Games.projectRoot().resolve("scripts/games"), base, folder.resolve("data"));
    try (TmuxScreen screen = new TmuxScreen(folder, 200, 60, environment, script)) {
      try {
        assertThat(screen.await("the panes", text -> text.contains("Ctrl-b Q stops all")).lines())
            .as("a line below the panes")
            .anyMatch(
                line -> line.startsWith(" Open: ") && pages.stream().allMatch(line::contains));
        pages.forEach(page -> Awaitility.await(page).atMost(LONG).until(() -> status(page) == 200));
      } finally {
        screen.press("C-b", "Q");
        screen.await("the end", text -> text.contains("ended with "));
      }
      assertThat(screen.text())
          .as("what stood there before")
          .contains("games: open in a browser: " + pages.get(0))
          .contains(pages.get(1), "ended with 0");
    }
  }

  private static int status(String page) throws InterruptedException {
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create(page)).timeout(Duration.ofSeconds(5)).build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException notYet) {
      return 0;
    }
  }
}
