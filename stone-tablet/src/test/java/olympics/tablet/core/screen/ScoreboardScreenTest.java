package olympics.tablet.core.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import olympics.games.core.ItemKey;
import olympics.tablet.core.Change;
import olympics.tablet.core.Item;
import olympics.tablet.core.Known;
import olympics.tablet.core.Table;
import olympics.tablet.core.scoreboard.ClockOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole screens are compared with files beside this class's resources. */
class ScoreboardScreenTest {
  private final Scene scene = new Scene();

  private Scene village() {
    scene.following(List.of("Gaul", "Persia"), List.of("Stone Curling", "Stone Skating"));
    Item gaul = scene.tally("Gaul", 2, 2, 1);
    Item persia = scene.tally("Persia", 0, 0, 1);
    scene
        .first(gaul, persia)
        .first(
            scene.score("Stone Curling", "3 points to 3"),
            scene.score("Stone Skating", "No score yet!"))
        .table(
            scene.tally("Rome", 3, 2, 1),
            gaul,
            persia,
            scene.tally("Greece", 0, 0, 1),
            scene.tally("Carthage", 0, 0, 1));
    scene.board.events(List.of("Stone Curling", "Stone Skating", "Underwater Stone Weaving"));
    clock("obelix-1", -3);
    clock("obelix-2", 2);
    return scene
        .after("61.5")
        .next(scene.tally("Gaul", 3, 2, 1))
        .after("2")
        .next(scene.score("Stone Curling", "5 points to 3"))
        .after("0.4");
  }

  private void clock(String server, int millis) {
    scene.board.clock(
        server, new ClockOffset(Duration.ofMillis(millis), Duration.ofMillis(1)), scene.now());
  }

  private Scene atTheTable() {
    return village()
        .press(Command.SHOW_TABLE, Command.DOWN, Command.DOWN, Command.TOGGLE, Command.UP);
  }

  private Scene stale() {
    village()
        .changed(
            new Change.Staleness(new Known(scene.tally("Gaul", 3, 2, 1), Scene.STALE, Scene.CACHE)))
        .changed(
            new Change.Unconfirmed(
                new Known(scene.score("Stone Skating", "No score yet!"), Scene.STALE, Scene.CACHE),
                "no database"))
        .changed(new Change.Refused(ItemKey.tally("Persia"), "there is no team 'Persia'"));
    return scene.after("3");
  }

  private Scene reconnecting() {
    return village()
        .changed(new Change.Lost("localhost:8001: cannot connect: Connection refused"))
        .after("12");
  }

  private Scene faraway() {
    List<String> teams =
        List.of("中华人民共和国奥林匹克代表队", "Cafe\u0301 Terre", "ישראל", "Evil\u202ereversed", "日本");
    scene.following(teams, List.of("氷上の石投げ", "👍 Marathon"));
    for (String team : teams) {
      scene.first(scene.tally(team, 1, 10, 100));
    }
    scene.first(scene.score("氷上の石投げ", "五対三、延長戦で勝負が決まりました"), scene.score("👍 Marathon", "2:01:09"));
    return scene
        .changed(
            new Change.Refused(
                ItemKey.score("👍 Marathon"), "\u001b[2J\u001b]0;owned\u0007 gone\r\n12"))
        .after("1");
  }

  Scene named(String name) {
    return switch (name) {
      case "village" -> village();
      case "table" -> atTheTable();
      case "stale" -> stale();
      case "reconnecting" -> reconnecting();
      case "faraway" -> faraway();
      case "events" -> village().press(Command.PREVIOUS_VIEW, Command.LAST);
      case "help" -> village().press(Command.HELP);
      default -> throw new IllegalArgumentException(name);
    };
  }

  @ParameterizedTest
  @CsvSource({
    "village,80,24",
    "village,40,20",
    "village,200,24",
    "table,80,24",
    "table,40,12",
    "events,80,12",
    "stale,80,24",
    "stale,40,20",
    "reconnecting,80,24",
    "reconnecting,40,20",
    "faraway,80,24",
    "faraway,40,20",
    "help,80,24"
  })
  void screenIsAsInItsFile(String name, int columns, int rows) throws IOException {
    assertThat(named(name).text(columns, rows))
        .isEqualTo(resource(name + "-" + columns + "x" + rows + ".txt"));
  }

  @ParameterizedTest
  @CsvSource({"village", "table", "events", "stale", "reconnecting", "faraway", "help"})
  void screenFitsIntoEverySizeAndMovesNoCursor(String name) {
    named(name);
    for (int columns : List.of(1, 2, 3, 8, 13, 20, 31, 38, 40, 55, 80, 119, 120, 140)) {
      for (int rows : List.of(1, 2, 3, 4, 9, 16, 26)) {
        List<Line> lines = scene.lines(columns, rows);
        assertThat(lines).hasSize(rows);
        for (Line line : lines) {
          assertThat(line.width()).as(line.text()).isLessThanOrEqualTo(columns);
          assertThat(line.text().codePoints())
              .noneMatch(
                  c ->
                      Character.getType(c) == Character.CONTROL
                          || Character.getType(c) == Character.FORMAT);
        }
      }
    }
  }

  @Test
  void whereAValueCameFromIsSaidInItsLineOrWhereThereIsNoRoomOfWhatIsChosen() {
    village();
    assertThat(scene.line("Persia", 100).text()).contains(" obelix-1 cached ");
    assertThat(scene.line("Stone Curling", 100).text()).contains(" obelix-2 pushed ");
    assertThat(scene.text(100, 24)).doesNotContain(" › Gaul:");
    for (int columns : List.of(80, 95, 120, 190)) {
      assertThat(scene.text(columns, 24))
          .contains("\n › Gaul: pushed by obelix-2, 2.7 s old\n")
          .doesNotContain("obelix-2 pushed");
    }
    scene.press(Command.DOWN);
    assertThat(scene.text(80, 24)).contains("\n › Persia: from obelix-1, cached, 64 s old\n");
    scene.press(Command.SHOW_TABLE);
    assertThat(scene.text(200, 24)).contains("\n › Gaul: pushed by obelix-2, 2.7 s old\n");
    scene.press(Command.SHOW_EVENTS);
    assertThat(scene.line("Stone Curling", 100).text()).contains(" obelix-2 pushed ");
  }

  @Test
  void changedRowStandsOutForFiveSecondsByStyleAndBySign() {
    village();

    assertThat(scene.line("Stone Curling", 80).text()).startsWith("  *");
    assertThat(styleOf("Stone Curling")).isEqualTo(Style.CHANGED);
    assertThat(styleOf("Stone Skating")).isEqualTo(Style.PLAIN);
    scene.after("4.7");
    assertThat(scene.line("Stone Curling", 80).text()).startsWith("   ");
    assertThat(styleOf("Stone Curling")).isEqualTo(Style.PLAIN);
  }

  private Style styleOf(String name) {
    return scene.line(name, 80).spans().stream()
        .filter(span -> span.text().strip().equals(name))
        .findFirst()
        .orElseThrow()
        .style();
  }

  @Test
  void whatIsFollowedIsAskedForAndShownUntilItIsLetGo() {
    village().press(Command.SHOW_EVENTS, Command.LAST);
    ItemKey weaving = ItemKey.score("Underwater Stone Weaving");

    assertThat(scene.viewer.press(Command.TOGGLE, scene.now()))
        .isEqualTo(Optional.of(new Wish.Follow(weaving)));
    scene.first(scene.score("Underwater Stone Weaving", "7 baskets")).press(Command.NEXT_VIEW);
    assertThat(scene.line("Underwater Stone Weaving", 80).text()).contains("7 baskets");

    scene.press(Command.LAST);
    assertThat(scene.viewer.press(Command.TOGGLE, scene.now()))
        .isEqualTo(Optional.of(new Wish.Unfollow(weaving)));
    assertThat(scene.text(80, 24)).doesNotContain("Underwater Stone Weaving  ");
  }

  @Test
  void chosenTeamStaysChosenWhenTheTableTurns() {
    village().press(Command.SHOW_TABLE, Command.DOWN, Command.DOWN);
    String chosen = chosen();

    scene.table(scene.tally("Britain", 9, 0, 0), scene.tally("Egypt", 8, 0, 0));
    assertThat(chosen()).isEqualTo(chosen).isEqualTo("Carthage");
  }

  private String chosen() {
    String line = scene.line("›", 80).text();
    return line.replaceAll("[^A-Za-z]*([A-Za-z]+).*", "$1");
  }

  @Test
  void longTableIsShownAroundTheChosenTeam() {
    for (int i = 0; i < 206; i++) {
      scene.table(scene.tally("Team " + i, 206 - i, 0, 0));
    }
    scene.press(Command.SHOW_TABLE);
    assertThat(scene.text(80, 24)).contains("Team 0 ", "Team 18 ").doesNotContain("Team 20 ");
    scene.press(Command.LAST);
    assertThat(scene.text(80, 24)).contains("Team 205", "rank").doesNotContain("Team 100 ");
  }

  @Test
  void tallyThatIsNewerThanTheTableIsNotTakenBackByIt() {
    village().press(Command.SHOW_TABLE);
    Item.Tally rome = (Item.Tally) scene.tally("Rome", 4, 2, 1);
    Item.Tally later = (Item.Tally) scene.tally("Rome", 5, 2, 1);
    scene.next(later);

    scene.board.table(
        new Table(
            List.of(rome.team()),
            Scene.CURRENT,
            Optional.of(rome.stamp().version()),
            Optional.of(Scene.CACHE)),
        scene.now());

    assertThat(scene.line("Rome", 80).text()).contains("  5      2      1     8");
  }

  @Test
  void helpIsLeftByAnyKeyAndQuitQuits() {
    village().press(Command.HELP);
    assertThat(scene.text(80, 24)).contains("this help").doesNotContain("Stone Curling");
    scene.press(Command.DOWN);
    assertThat(scene.text(80, 24)).contains("Stone Curling");
    assertThat(scene.viewer.press(Command.QUIT, scene.now()))
        .isEqualTo(Optional.of(new Wish.Quit()));
  }

  private static String resource(String name) throws IOException {
    try (InputStream file = ScoreboardScreenTest.class.getResourceAsStream(name)) {
      assertThat(file).as(name).isNotNull();
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
