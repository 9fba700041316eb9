package olympics.tablet.core.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import olympics.games.core.ItemKey;
import olympics.games.core.OlympicEvent;
import olympics.games.core.Stamp;
import olympics.games.core.Team;
import olympics.games.core.Version;
import olympics.process.core.Address;
import olympics.tablet.core.Catalogue;
import olympics.tablet.core.Change;
import olympics.tablet.core.Item;
import olympics.tablet.core.Known;
import olympics.tablet.core.Source;
import olympics.tablet.core.Table;
import olympics.tablet.core.page.PageModel.Fact;
import olympics.tablet.core.page.PageModel.Medal;
import olympics.tablet.core.page.PageModel.Pin;
import olympics.tablet.core.page.PageModel.Score;
import olympics.tablet.core.page.PageModel.Standing;
import olympics.tablet.core.page.PageModel.State;
import olympics.tablet.core.scoreboard.ClockOffset;
import olympics.tablet.core.scoreboard.Moment;
import olympics.tablet.core.scoreboard.Scoreboard;
import olympics.wire.Freshness;
import org.junit.jupiter.api.Test;

class ModellingTest {
  private static final Freshness CURRENT = new Freshness(false, Duration.ofMillis(300));
  private static final Freshness STALE = new Freshness(true, Duration.ofSeconds(12));
  private static final Source CACHED = new Source("obelix-2", Source.Way.CACHED);
  private static final Source FETCHED = new Source("obelix-1", Source.Way.FETCHED);
  private static final Source PUSHED = Source.pushed("obelix-2");
  private static final Instant START = Instant.parse("2026-11-26T14:00:00Z");

  private final Scoreboard board =
      new Scoreboard(
          new Scoreboard.About(
              new Address("localhost", 8005),
              new Address("localhost", 8001),
              Duration.ofSeconds(1),
              false,
              "http://localhost:8005/"));
  private Duration passed = Duration.ZERO;
  private long number;

  private Moment now() {
    return new Moment(passed.toNanos(), START.plus(passed));
  }

  private void after(int seconds) {
    passed = passed.plusSeconds(seconds);
  }

  private PageModel page() {
    return Modelling.of(board, now(), ZoneOffset.UTC);
  }

  private Stamp stamp() {
    return new Stamp(new Version("a".repeat(16), number++), START.plus(passed));
  }

  private Team team(String name, int gold, int silver, int bronze) {
    return new Team(name, gold, silver, bronze, stamp());
  }

  private Known score(String event, String score, Freshness freshness) {
    return new Known(new Item.Score(new OlympicEvent(event, score, stamp())), freshness, FETCHED);
  }

  private void table(Freshness freshness, Team... teams) {
    Optional<Version> through = Optional.of(new Version("a".repeat(16), number));
    board.table(new Table(List.of(teams), freshness, through, Optional.of(CACHED)), now());
  }

  /** Gaul and Curling are followed; Rome leads, and three have nothing. */
  private void village() {
    board.following(new Catalogue(List.of("Gaul"), List.of("Stone Curling")), now());
    board.events(List.of("Stone Curling", "Stone Skating", "Weaving"));
    Team gaul = team("Gaul", 2, 2, 1);
    first(new Known(new Item.Tally(gaul), CURRENT, CACHED));
    first(score("Stone Curling", "3 points to 3", CURRENT));
    table(
        CURRENT,
        team("Rome", 3, 2, 1),
        gaul,
        team("Persia", 0, 0, 0),
        team("Greece", 0, 0, 0),
        team("Carthage", 0, 0, 0));
  }

  private void first(Known known) {
    board.changed(new Change.Value(known, true), now());
  }

  private void next(Known known) {
    board.changed(new Change.Value(known, false), now());
  }

  private Pin pin(String title) {
    return page().pinned().stream().filter(pin -> pin.title().equals(title)).findFirst().get();
  }

  private Score shownScore(String event) {
    return page().scores().stream().filter(one -> one.event().equals(event)).findFirst().get();
  }

  @Test
  void teamsWithTheSameMedalsShareARankAndTheNextRankCountsThemAll() {
    table(
        CURRENT,
        team("Rome", 1, 0, 0),
        team("Gaul", 1, 0, 0),
        team("Persia", 0, 5, 5),
        team("Greece", 0, 0, 0),
        team("Carthage", 0, 0, 0));

    assertThat(page().standings())
        .extracting(row -> row.rank() + " " + row.team())
        .containsExactly("=1 Gaul", "=1 Rome", "3 Persia", "=4 Carthage", "=4 Greece");
    assertThat(page().summary())
        .isEqualTo("Gaul and Rome share the lead with 1 gold, 0 silver, 0 bronze.");
  }

  @Test
  void summaryNamesTheLeaderOrSaysThatThereIsNone() {
    assertThat(page().summary()).isEqualTo("Asking localhost:8001 …");
    table(CURRENT);
    assertThat(page().summary()).isEqualTo("There are no teams yet.");
    table(CURRENT, team("Rome", 0, 0, 0), team("Gaul", 0, 0, 0));
    assertThat(page().summary()).isEqualTo("No medals yet.");
    table(CURRENT, team("Rome", 0, 1, 0), team("Gaul", 0, 0, 7));
    assertThat(page().summary()).isEqualTo("Rome leads with 0 gold, 1 silver, 0 bronze.");
    Team[] tied =
        IntStream.range(0, 5).mapToObj(i -> team("Team " + i, 1, 0, 0)).toArray(Team[]::new);
    table(CURRENT, tied);
    assertThat(page().summary())
        .startsWith("Team 0, Team 1, Team 2 and 2 more share the lead with 1 gold");
  }

  @Test
  void allIsLiveAndAsOfWhenTheTableWasSurelyCurrent() {
    village();
    after(2);
    PageModel page = page();

    assertThat(page.state()).isEqualTo(State.LIVE);
    assertThat(page.connection()).isEqualTo("Live: heard 2.0 s ago from localhost:8001.");
    // Read at 14:00:00, and 0.3 s old then.
    assertThat(page.asOf()).isEqualTo("as of 13:59:59");
    assertThat(page.standingsNote()).isEqualTo("5 teams");
    assertThat(page.standings().get(1))
        .isEqualTo(new Standing("2", "Gaul", "2", "2", "1", "5", "14:00:00", "", true));
  }

  @Test
  void pinnedStandFirstTheirTeamsWithRankAndWhatChangedForFiveSeconds() {
    village();
    after(10);
    next(new Known(new Item.Tally(team("Gaul", 3, 2, 1)), CURRENT, PUSHED));

    assertThat(page().pinned())
        .containsExactly(
            new Pin(
                "team",
                "Gaul",
                "3 gold, 2 silver, 1 bronze",
                "rank =1 of 5 · as of 14:00:10",
                "pushed by obelix-2, 0.3 s old",
                State.LIVE,
                "+1 gold"),
            new Pin(
                "event",
                "Stone Curling",
                "3 points to 3",
                "as of 14:00:00",
                "from obelix-1, fetched, 10 s old",
                State.LIVE,
                ""));
    assertThat(page().standings().get(0).news()).isEqualTo("+1 gold");
    after(5);
    assertThat(pin("Gaul").news()).isEmpty();
  }

  @Test
  void latestMedalsAreThoseThatWereSeenToComeAndBeforeThemTheTalliesWrittenLast() {
    village();
    after(60);
    table(
        CURRENT,
        team("Rome", 3, 2, 1),
        team("Gaul", 2, 2, 1),
        team("Persia", 0, 1, 0),
        team("Greece", 0, 0, 0));
    after(60);
    next(new Known(new Item.Tally(team("Gaul", 3, 2, 2)), CURRENT, PUSHED));

    assertThat(page().latest())
        .containsExactly(
            new Medal("14:02:00", "Gaul", "+1 gold, +1 bronze", "several"),
            new Medal("14:01:00", "Persia", "+1 silver", "silver"),
            new Medal("14:01:00", "Rome", "now 3 gold, 2 silver, 1 bronze", "several"));
  }

  @Test
  void medalsThatAreReadAtOnceStandInTheOrderInWhichTheyWereWritten() {
    village();
    after(1);
    Team persia = team("Persia", 0, 1, 0);
    after(1);
    Team rome = team("Rome", 4, 2, 1);
    after(1);
    table(CURRENT, persia, rome, team("Carthage", 0, 0, 1));

    assertThat(page().latest())
        .extracting(medal -> medal.time() + " " + medal.team())
        .containsExactly("14:00:03 Carthage", "14:00:02 Rome", "14:00:01 Persia");
  }

  @Test
  void atMostEightMedalsAreShown() {
    table(
        CURRENT,
        IntStream.range(0, 206).mapToObj(i -> team("Team " + i, i, 0, 0)).toArray(Team[]::new));

    assertThat(page().latest()).hasSize(LatestMedals.MOST);
    assertThat(page().standings()).hasSize(206);
  }

  @Test
  void scoresOfAllEventsAreShownTheFollowedFirstThenTheLatest() {
    village();
    board.otherScore(score("Stone Skating", "4 laps", CURRENT), now());
    after(1);
    board.otherScore(score("Weaving", "7 baskets", CURRENT), now());

    assertThat(page().scores())
        .containsExactly(
            new Score("Stone Curling", "3 points to 3", "14:00:00", "", State.LIVE, true),
            new Score("Weaving", "7 baskets", "14:00:01", "", State.LIVE, false),
            new Score("Stone Skating", "4 laps", "14:00:00", "", State.LIVE, false));
    assertThat(page().scoresNote()).isEmpty();
  }

  @Test
  void anEventThatWasNotAskedForSaysSoAndManyAreCut() {
    List<String> names = new ArrayList<>();
    IntStream.range(0, 60).forEach(i -> names.add("Event " + i));
    board.events(names);
    board.following(new Catalogue(List.of(), List.of("Event 59")), now());

    assertThat(page().scores()).hasSize(Modelling.SCORES);
    assertThat(page().scores().get(0).event()).isEqualTo("Event 59");
    assertThat(page().scores().get(1))
        .isEqualTo(new Score("Event 0", "–", "", "not answered yet", State.WAITING, false));
    assertThat(page().scoresNote()).isEqualTo("and 20 more events");
  }

  @Test
  void whatIsFollowedNoLongerIsNotShownWithItsOldScoreAndViceVersa() {
    village();
    board.unfollow(ItemKey.score("Stone Curling"));
    assertThat(shownScore("Stone Curling").score()).isEqualTo("–");
    board.otherScore(score("Stone Skating", "4 laps", CURRENT), now());
    board.follow(ItemKey.score("Stone Skating"), now());
    assertThat(shownScore("Stone Skating").score()).isEqualTo("–");
    board.otherScore(score("Stone Skating", "5 laps", CURRENT), now());
    assertThat(pin("Stone Skating").value()).isEqualTo("–");
  }

  @Test
  void staleIsSaidPlainlyAtTheValueAndOfTheWhole() {
    village();
    board.changed(new Change.Staleness(score("Stone Curling", "3 points to 3", STALE)), now());
    after(3);

    assertThat(page().state()).isEqualTo(State.STALE);
    assertThat(page().connection())
        .isEqualTo("Stale: 1 of 2 followed values are older than is promised.");
    assertThat(page().summary()).startsWith("Stale. Rome leads");
    assertThat(pin("Stone Curling").note()).isEqualTo("as of 14:00:00 · STALE, 15 s old");
    assertThat(pin("Stone Curling").source())
        .as("its age is said already")
        .isEqualTo("from obelix-1, fetched");
    assertThat(pin("Stone Curling").state()).isEqualTo(State.STALE);
    assertThat(shownScore("Stone Curling").note()).isEqualTo("STALE, 15 s old");
    assertThat(pin("Gaul").state()).isEqualTo(State.LIVE);
  }

  @Test
  void aTableThatIsStaleOrCannotBeReadIsNotLive() {
    village();
    table(STALE, team("Rome", 3, 2, 1));
    assertThat(page().connection()).isEqualTo("Stale: the medal table is older than is promised.");
    assertThat(page().standingsNote()).isEqualTo("1 team, STALE: 12 s old");
    table(CURRENT, team("Rome", 3, 2, 1));
    assertThat(page().state()).isEqualTo(State.LIVE);
    board.tableFailed("no front-end \u202eanswers");
    assertThat(page().state()).isEqualTo(State.STALE);
    assertThat(page().connection())
        .isEqualTo("Stale: no medal table: no front-end \\u202eanswers.");
  }

  @Test
  void reconnectingIsSaidAndTheTimeStandsStill() {
    village();
    board.changed(new Change.Lost("localhost:8001: cannot connect: Connection refused"), now());
    after(12);

    assertThat(page().state()).isEqualTo(State.LOST);
    assertThat(page().connection())
        .isEqualTo(
            "Reconnecting: no answer from localhost:8001 for 12 s (cannot connect: Connection"
                + " refused).");
    assertThat(page().summary()).startsWith("Reconnecting. Rome leads");
    assertThat(page().asOf()).isEqualTo("as of 13:59:59");
    assertThat(page().standingsNote()).isEqualTo("5 teams, STALE: 12 s old");
    assertThat(pin("Gaul").note()).endsWith("LOST, 12 s old");
    board.changed(new Change.Back(Duration.ofSeconds(12)), now());
    assertThat(page().state()).isEqualTo(State.LIVE);
  }

  @Test
  void anItemThatIsRefusedSaysWhy() {
    village();
    board.changed(new Change.Refused(ItemKey.tally("Gaul"), "there is no team 'Gaul'"), now());

    assertThat(pin("Gaul").note()).contains("there is no team 'Gaul', 0.3 s old");
    assertThat(pin("Gaul").state()).isEqualTo(State.LOST);
  }

  @Test
  void whatCameFromWhereIsSaid() {
    village();
    clock("obelix-2", -3);
    clock("obelix-1", 2);
    after(1);

    assertThat(page().facts())
        .contains(
            new Fact("Asked", "localhost:8001, what is followed every 1 s"),
            new Fact("Pushed by the front-ends", "no (--push turns it on)"),
            new Fact(
                "Medal table", "from obelix-2, cached; read 1.0 s ago, surely current 1.3 s ago"),
            new Fact("Clocks, to this machine’s", "obelix-1 +2 ms ±1 ms, obelix-2 -3 ms ±1 ms"),
            new Fact("Times are shown in", "Z"));
  }

  @Test
  void aServerThatIsNotHeardOfForAMinuteHasNoClock() {
    clock("obelix-1", 2);
    after(61);
    clock("obelix-2", -3);
    assertThat(page().facts())
        .contains(new Fact("Clocks, to this machine’s", "obelix-2 -3 ms ±1 ms"));
  }

  private void clock(String server, int millis) {
    board.clock(server, new ClockOffset(Duration.ofMillis(millis), Duration.ofMillis(1)), now());
  }

  @Test
  void textsFromOutsideControlNothing() {
    clock("evil\u202eclock", 1);
    assertThat(page().facts().toString()).contains("evil\\u202eclock");
    board.following(new Catalogue(List.of("Evil\u202ereversed"), List.of()), now());
    table(CURRENT, team("Evil\u202ereversed", 1, 0, 0));

    assertThat(page().pinned().get(0).title()).isEqualTo("Evil\\u202ereversed");
    assertThat(page().standings().get(0).team()).isEqualTo("Evil\\u202ereversed");
    assertThat(page().summary()).startsWith("Evil\\u202ereversed leads");
  }
}
