package olympics.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import olympics.wire.Methods;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tablet's board in a real terminal; what was seen is kept in {@code target/screens}. */
@Tag("screens")
class TabletScreenIT {
  private static Games games;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    games = Games.start("pull", "push");
  }

  @AfterAll
  static void stop() {
    games.close();
  }

  @Test
  void boardShowsChangesTiesAndAnOutageAndFollowsWhatIsChosen() throws Exception {
    try (TmuxScreen screen = tablet(100, 26, Map.of(), "--team=Gaul --event='Stone Curling'")) {
      screen.await("live values", text -> text.contains(" live ") && text.contains("No score yet"));
      games.call(Games.BALANCER, Methods.INCREMENT_MEDAL_TALLY, "Gaul", "gold", games.password());
      games.call(
          Games.BALANCER, Methods.SET_SCORE, "Stone Curling", "5 to 3 \u202e日本", games.password());
      screen.await("the medal stands out", text -> text.contains("+1 gold"));
      assertThat(screen.styled()).containsPattern("\u001b\\[[0-9;]*32m");
      keep("favourites", screen.await("the score", text -> text.contains("5 to 3 \\u202e日本")));

      screen.press("Tab");
      screen.await("the table with ties", text -> text.contains("=2 Rome"));
      screen.press("Down", "Space");
      keep("table", screen.await("a second team followed", text -> text.contains("›•    =2")));
      screen.resize(40, 20);
      assertThat(screen.await("the small screen", text -> text.contains("[Medal table]")).lines())
          .allMatch(line -> line.length() <= 40);
      screen.resize(100, 26);

      screen.press("1");
      games.server(Games.BALANCER).kill();
      keep("reconnecting", screen.await("the outage", text -> text.contains("RECONNECTING")));
      games.startServer(Games.BALANCER);
      screen.await("the way back", text -> text.contains(" live "));
      screen.press("q");
      assertIsRestored(screen);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT", "HUP"})
  void terminalIsGivenBackWhateverSignalEndsIt(String signal) throws Exception {
    try (TmuxScreen screen = tablet(80, 24, Map.of("NO_COLOR", "1"), "--team=Gaul")) {
      screen.await("a value", text -> text.contains("Gaul"));
      assertThat(screen.styled()).doesNotContainPattern("\u001b\\[[0-9;]*3[1-7]m");
      if (signal.equals("INT")) {
        screen.press("C-c");
      } else {
        new ProcessBuilder("kill", "-" + signal, Long.toString(screen.program().pid()))
            .start()
            .waitFor();
      }
      assertIsRestored(screen);
    }
  }

  @Test
  void plainLinesAreThereForWhoWantsThem() throws Exception {
    try (TmuxScreen screen = tablet(100, 24, Map.of(), "--team=Gaul --plain --count=1")) {
      screen.await("the end", text -> text.contains("ended with 0"));
      assertThat(screen.text()).contains("following Gaul", "first value");
    }
  }

  private TmuxScreen tablet(int columns, int rows, Map<String, String> more, String options)
      throws IOException {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("OLYMPICS_PARENT_PID", Long.toString(ProcessHandle.current().pid()));
    environment.put("OLYMPICS_BUILD", "no");
    environment.put("OLYMPICS_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
    return new TmuxScreen(
        folder,
        columns,
        rows,
        environment,
        "cd '%s'\nstty -a >before\n'%s' -l --serport=%d --data-dir='%s' %s\n"
                .formatted(
                    folder,
                    Games.projectRoot().resolve("scripts/stone-tablet"),
                    games.address(Games.BALANCER).port(),
                    games.dataDirectory(),
                    options)
            + "echo \"ended with $?\"\nstty -a >after\necho 'all written'");
  }

  private void assertIsRestored(TmuxScreen screen) throws IOException {
    screen.await("the end", text -> text.contains("all written"));
    assertThat(screen.text()).contains("ended with 0").doesNotContain("The Games");
    Awaitility.await().until(() -> screen.variable("alternate_on").equals("0"));
    assertThat(screen.variable("cursor_flag")).isEqualTo("1");
    assertThat(folder.resolve("after")).hasSameTextualContentAs(folder.resolve("before"));
  }

  private static void keep(String name, String text) throws IOException {
    Path screens = Games.projectRoot().resolve("system-tests/target/screens");
    Files.createDirectories(screens);
    Files.writeString(screens.resolve("tablet-" + name + ".txt"), text);
  }
}
