package olympics.system.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import olympics.rpc.RpcFailure;
import olympics.rpc.RpcFault;
import olympics.system.Games;
import olympics.wire.Methods;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The message diagram in a browser, in front of real processes. */
class MessageDiagramIT {
  /** Of each receipt of a request: where, its life and count, from whom, its clock, its place. */
  private static final String RECEIPTS =
      """
      return [...document.querySelectorAll(`#diagram .message[data-request="${arguments[0]}"]`)]
        .map(message => [
          message.dataset.process, message.dataset.life, message.dataset.count,
          message.dataset.sender, message.dataset.clock,
          message.querySelector('.mark').getBoundingClientRect().top].join(' '));
      """;

  /** Pairs of which the upper one knows of the lower one: there must be none. */
  private static final String AGAINST_CAUSE =
      """
      const messages = [...document.querySelectorAll('#diagram .message')].map(message => ({
        life: message.dataset.life,
        count: Number(message.dataset.count),
        clock: new Map(message.dataset.clock.split(',').map(entry => {
          const [life, count] = entry.split('=');
          return [life, Number(count)];
        })),
      }));
      const wrong = [];
      messages.forEach((upper, i) => messages.slice(i + 1).forEach(lower => {
        if ((upper.clock.get(lower.life) ?? 0) >= lower.count) {
          wrong.push(`${upper.life}:${upper.count} knows ${lower.life}:${lower.count}`);
        }
      }));
      return [String(messages.length), ...wrong];
      """;

  /** Puts the effect above its cause, so that it is seen that this would be noticed. */
  private static final String SWAP =
      """
      const [cause, effect] =
        document.querySelectorAll(`#diagram .message[data-request="${arguments[0]}"]`);
      cause.before(effect);
      """;

  private static final String NUMBERS =
      "return [...document.querySelectorAll('#diagram .message')].map(m => m.dataset.number)";

  private static final Duration SOON = Duration.ofSeconds(60);

  @AutoClose private static Games games;
  @AutoClose private static Browser browser;

  @BeforeAll
  static void start() {
    browser = Browser.start();
    games = Games.start("pull", "push");
  }

  @BeforeEach
  void open() {
    browser.look(1280, false);
    browser.open("http://" + games.address(Games.BALANCER) + "/");
    browser.run("document.getElementById('messages').scrollIntoView()");
    browser.troubles();
  }

  @AfterEach
  void nothingIsInTheConsole() {
    assertThat(browser.troubles()).isEmpty();
  }

  @Test
  void messagesOfOneRequestStandInCausalOrder() {
    String id = awaitRequestAtBoth();
    browser.run("document.getElementById('diagram-pause').click()");
    List<String[]> receipts =
        browser.strings(RECEIPTS, id).stream().map(line -> line.split(" ")).toList();
    String[] first = receipts.get(0);
    String[] second = receipts.get(1);
    assertThat(first[0]).as("received first by a front-end").isIn(frontEnds());
    assertThat(second[0]).as("then").isEqualTo(games.address(Games.DATABASE).toString());
    assertThat(second[3]).as("who sent it to the database").isEqualTo(first[1]);
    assertThat(countOf(first[1], second[4]))
        .as("what the database's clock counts of the front-end")
        .isGreaterThanOrEqualTo(Integer.parseInt(first[2]));
    assertThat(Double.parseDouble(first[5]))
        .as("how far down the page")
        .isLessThan(Double.parseDouble(second[5]));
    List<String> against = browser.strings(AGAINST_CAUSE);
    assertThat(Integer.parseInt(against.get(0))).as("messages in the picture").isGreaterThan(1);
    assertThat(against.subList(1, against.size())).isEmpty();
    browser.keep("diagram-1280");
    browser.run(SWAP, id);
    assertThat(browser.strings(AGAINST_CAUSE)).as("with the effect above").hasSizeGreaterThan(1);
  }

  @Test
  void pausedItGoesOnStepByStep() throws RpcFault, RpcFailure {
    awaitRequestAtBoth();
    browser.run("document.getElementById('diagram-pause').click()");
    List<String> before = browser.strings(NUMBERS);
    write();
    browser.await(
        "the next step",
        "document.getElementById('diagram-step').click();"
            + "return document.querySelectorAll('#diagram .message').length > arguments[0]",
        before.size());
    List<String> after = browser.strings(NUMBERS);
    assertThat(after.subList(0, after.size() - 1)).as("a step is one message").isEqualTo(before);
  }

  @Test
  void diagramIsForEverybody() {
    awaitRequestAtBoth();
    PageChecks.assertIsForEverybody(browser, "diagram");
  }

  private static List<String> frontEnds() {
    return List.of(games.address(Games.ONE).toString(), games.address(Games.TWO).toString());
  }

  private static int countOf(String life, String clock) {
    for (String entry : clock.split(",", -1)) {
      if (entry.startsWith(life + "=")) {
        return Integer.parseInt(entry.substring(life.length() + 1));
      }
    }
    return 0;
  }

  /** Writes until a request stands in the picture at a front-end and at the database. */
  private static String awaitRequestAtBoth() {
    // Receipts are remembered only once somebody looks, so the first writes may be missing.
    List<String> ids = new ArrayList<>();
    Awaitility.await("a request in the picture at both servers")
        .atMost(SOON)
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              ids.add(write());
              return ids.stream().anyMatch(MessageDiagramIT::isAtBoth);
            });
    return ids.stream().filter(MessageDiagramIT::isAtBoth).findFirst().orElseThrow();
  }

  private static boolean isAtBoth(String id) {
    return browser.strings(RECEIPTS, id).size() >= 2;
  }

  private static String write() throws RpcFault, RpcFailure {
    String id = "diagram/" + System.nanoTime();
    games.call(Games.BALANCER, Methods.INCREMENT_MEDAL_TALLY, "Gaul", "gold", games.password(), id);
    return id;
  }
}
