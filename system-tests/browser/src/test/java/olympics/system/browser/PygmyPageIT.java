package olympics.system.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import olympics.system.Games;
import olympics.wire.Methods;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** PygmyDotCom's page in a browser, in front of real processes. */
class PygmyPageIT {
  private static final Duration PROMISED = Duration.ofSeconds(1);
  private static final int WRITES = 5;

  /** The titles, states, captions, heads, and the items with their values: what both pages tell. */
  private static final String FACTS =
      """
      const texts = selector => [...document.querySelectorAll(selector)].map(e => e.textContent);
      return [
        ...texts('h1'), ...texts('h2'), ...texts('#summary'), ...texts('.card h3'),
        ...texts('.card .state'), ...texts('.card dt'), ...texts('caption'), ...texts('thead th'),
        ...texts('#items tbody th, #items tbody td:nth-child(2)'), ...texts('#clocks tbody th')];
      """;

  private static final String FAULTS = "faults";

  @AutoClose private static Games games;
  @AutoClose private static Browser browser;

  @BeforeAll
  static void start() {
    browser = Browser.start();
    games = Games.prepare("pull", "push");
    games.with(Games.BALANCER, "--faults-file=" + games.dataDirectory().resolve(FAULTS));
    games.startAll();
  }

  @BeforeEach
  void open() {
    browser.scripts(true);
    browser.look(1280, false);
    browser.open(page());
    browser.awaitText("2 of 2 front-ends in rotation");
    browser.awaitText("Live, as of");
    browser.awaitText("Stone Curling");
    browser.troubles();
  }

  @AfterEach
  void nothingIsInTheConsole() {
    assertThat(browser.troubles()).isEmpty();
  }

  private static String page() {
    return "http://" + games.address(Games.BALANCER) + "/";
  }

  @Test
  void scoreAppearsWithinASecondOfBeingAcknowledged() throws Exception {
    for (int i = 1; i <= WRITES; i++) {
      String score = i + " to " + (100 + i);
      browser.watchFor("items", score);
      games.call(Games.BALANCER, Methods.SET_SCORE, "Stone Curling", score, games.password());
      Instant acknowledged = Instant.now();
      assertThat(Duration.between(acknowledged, browser.seen()))
          .as("from the acknowledgement of " + score + " to its being shown")
          .isLessThanOrEqualTo(PROMISED);
    }
  }

  @Test
  void killedFrontEndIsShownWithTheReasonAndIsBackWhenItIsStartedAgain() throws Exception {
    String address = games.address(Games.ONE).toString();
    games.server(Games.ONE).kill();
    Files.writeString(
        games.dataDirectory().resolve(FAULTS),
        System.currentTimeMillis() + "\tfault\tone was killed\n");
    browser.awaitText("✗ one was killed");
    browser.awaitText("1 of 2 front-ends in rotation; trouble at " + address);
    assertThat(card(address)).contains("card bad", "✗ out of rotation: does not answer");
    browser.keep("servers-1280-killed");
    games.startServer(Games.ONE);
    browser.awaitText("2 of 2 front-ends in rotation; time server");
    browser.await(
        "its card is good again",
        "return [...document.querySelectorAll('.card.good h3')]"
            + ".some(e => e.textContent.includes(arguments[0]))",
        address);
    assertThat(card(address)).contains("card good", "✓ in rotation");
  }

  /** The class and the text of the card of a server. */
  private static String card(String address) {
    return (String)
        browser.run(
            """
            const card = [...document.querySelectorAll('.card')]
              .find(e => e.textContent.includes(arguments[0]));
            return card.className + ' ' + card.textContent;
            """,
            address);
  }

  @Test
  void withoutScriptsThePageTellsTheSame() {
    List<String> live = browser.strings(FACTS);
    browser.scripts(false);
    browser.open(page());
    assertThat(browser.text("connection")).isEqualTo("As of the page’s loading; reload for news.");
    assertThat(browser.strings(FACTS)).hasSizeGreaterThan(40).isEqualTo(live);
  }

  @Test
  void pageIsForEverybody() {
    PageChecks.assertIsForEverybody(browser, "servers");
  }

  @Test
  void checksFindWhatIsPlanted() {
    browser.run(
        """
        const add = html => document.body.insertAdjacentHTML('beforeend', html);
        add('<button></button>');
        add('<div id="wide">wide</div>');
        document.getElementById('wide').style.width = '3000px';
        add('<span id="late" tabindex="3">first, though last</span>');
        document.querySelector('#clocks thead th').style.color = '#ccd';
        """);
    assertThat(String.join("\n", PageChecks.barriers(browser)))
        .contains("critical button-name", "serious color-contrast");
    assertThat(PageChecks.overhang(browser)).isPositive();
    assertThat(PageChecks.focusOrder(browser)).isNotEqualTo(PageChecks.focusable(browser));
    browser.run(
        """
        const script = document.createElement('script');
        script.textContent = 'window.broken = true';
        document.body.append(script);
        """);
    assertThat(browser.troubles()).singleElement().asString().contains("Content Security Policy");
    assertThat(browser.run("return window.broken === undefined")).isEqualTo(true);
  }
}
