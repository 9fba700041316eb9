package olympics.system.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import olympics.system.FreePorts;
import olympics.system.Games;
import olympics.wire.Methods;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A tablet's page in a browser; the tablet has its updates pushed. */
class TabletPageIT {
  private static final Duration PROMISED = Duration.ofSeconds(1);

  /** What both the page with scripts and the one without tell, but for ages and times. */
  private static final String FACTS =
      """
      const texts = selector => [...document.querySelectorAll(selector)].map(e => e.textContent);
      return [
        ...texts('h1'), ...texts('h2'), ...texts('thead th'),
        ...texts('#standings tbody td:not(.time), #standings tbody .name'),
        ...texts('#scores tbody th, #scores tbody .value'),
        ...texts('#pinned .name, #pinned .value'), ...texts('#latest .name, #latest .what')];
      """;

  @AutoClose private static Games games;
  @AutoClose private static Browser browser;
  private static String page;

  @BeforeAll
  static void start() {
    browser = Browser.start();
    games = Games.start("pull", "push");
    int port = FreePorts.take(1).get(0);
    games.client(
        "stone-tablet", "--port=" + port, "--push", "--team=Gaul", "--event=Stone Curling");
    page = "http://localhost:" + port + "/";
  }

  @BeforeEach
  void open() {
    browser.scripts(true);
    browser.look(1280, false);
    browser.openWhenServed(page);
    browser.await(
        "live values",
        """
        return document.documentElement.classList.contains('live')
          && document.getElementById('connection').className === 'live'
          && document.querySelectorAll('#standings tbody tr').length === 5
          && document.querySelectorAll('#scores tbody tr').length === 4;
        """);
    browser.troubles();
  }

  @AfterEach
  void nothingIsInTheConsole() {
    assertThat(browser.troubles()).isEmpty();
  }

  @Test
  void whatIsFollowedAppearsWithinASecondOfBeingAcknowledged() throws Exception {
    for (int i = 1; i <= 3; i++) {
      String score = i + " to " + (200 + i);
      browser.watchFor("pinned", score);
      games.call(Games.BALANCER, Methods.SET_SCORE, "Stone Curling", score, games.password());
      Instant acknowledged = Instant.now();
      assertThat(Duration.between(acknowledged, browser.seen()))
          .as("from the acknowledgement of " + score + " to its being shown")
          .isLessThanOrEqualTo(PROMISED);
    }
    games.call(Games.BALANCER, Methods.INCREMENT_MEDAL_TALLY, "Gaul", "gold", games.password());
    browser.await(
        "the medal is among the latest",
        "return document.querySelector('#latest').textContent.includes('Gaul')");
  }

  @Test
  void outageIsSaidAndOver() {
    games.server(Games.BALANCER).kill();
    browser.await(
        "the outage", "return document.getElementById('connection').className !== 'live'");
    assertThat(browser.text("summary")).isNotEmpty();
    games.startServer(Games.BALANCER);
    browser.await(
        "the way back", "return document.getElementById('connection').className === 'live'");
  }

  @Test
  void withoutScriptsThePageTellsTheSame() {
    List<String> live = browser.strings(FACTS);
    browser.scripts(false);
    browser.open(page);
    assertThat(browser.strings(FACTS)).hasSizeGreaterThan(40).isEqualTo(live);
  }

  @Test
  void pageIsForEverybody() {
    PageChecks.assertIsForEverybody(browser, "tablet");
  }

  @Test
  void bigScreenIsForEverybodyAndFitsOnAWall() {
    browser.open(page + "?big=1");
    browser.await("big", "return document.documentElement.classList.contains('big')");
    PageChecks.assertIsForEverybody(browser, "tablet-big", List.of(1280, 1920));
    browser.look(1920, false);
    assertThat(browser.run("return document.documentElement.scrollHeight <= innerHeight"))
        .as("nothing is below the edge of the wall")
        .isEqualTo(true);
  }
}
