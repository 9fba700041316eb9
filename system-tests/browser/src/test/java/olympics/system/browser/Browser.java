package olympics.system.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import olympics.system.Games;
import org.awaitility.Awaitility;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A headless browser with a fresh profile, whose page, keys and console the test has.
 *
 * <p>It wants no motion, so that what is looked at stands still. Closing it ends it and removes the
 * profile. Not thread-safe.
 */
final class Browser implements AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int HEIGHT = 900;

  /** It warns that it does not know this browser's version, of which it uses nothing. */
  private static final Logger LOG = Logger.getLogger("org.openqa.selenium.devtools");

  private final Path profile;
  private final ChromeDriver driver;

  private Browser(Path profile, ChromeDriver driver) {
    this.profile = profile;
    this.driver = driver;
  }

  /**
   * Starts the system's browser.
   *
   * @throws AssertionError naming the packages that bring one, if there is none
   */
  static Browser start() {
    LOG.setLevel(Level.SEVERE);
    Path binary = Installed.browser();
    Path executable = Installed.driver();
    try {
      Path profile = Files.createTempDirectory("browser");
      ChromeDriverService service =
          new ChromeDriverService.Builder()
              .usingDriverExecutable(executable.toFile())
              .usingAnyFreePort()
              .withSilent(true)
              .build();
      Browser browser = new Browser(profile, new ChromeDriver(service, options(binary, profile)));
      browser.driver.manage().timeouts().scriptTimeout(SOON).pageLoadTimeout(SOON);
      browser.look(1280, false);
      return browser;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ChromeOptions options(Path binary, Path profile) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(binary.toFile());
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--force-prefers-reduced-motion",
        "--hide-scrollbars",
        "--user-data-dir=" + profile);
    LoggingPreferences console = new LoggingPreferences();
    console.enable(LogType.BROWSER, Level.ALL);
    options.setCapability(ChromeOptions.LOGGING_PREFS, console);
    return options;
  }

  /** Opens a page in the place of what was open. */
  void open(String address) {
    driver.get(address);
  }

  /** The same, as soon as somebody listens there. */
  void openWhenServed(String address) {
    Awaitility.await(address)
        .atMost(SOON)
        .ignoreExceptionsInstanceOf(WebDriverException.class)
        .until(
            () -> {
              driver.get(address);
              return true;
            });
  }

  /** Whether pages may run scripts, from the next one on; the test's own always run. */
  void scripts(boolean allowed) {
    driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !allowed));
  }

  /** Gives the page so many CSS pixels of width, and the one colour scheme or the other. */
  void look(int width, boolean dark) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", HEIGHT, "deviceScaleFactor", 1, "mobile", false));
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  /** What a script answers: strings, longs, booleans, lists, maps. */
  Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** The strings that a script answers. */
  List<String> strings(String script, Object... arguments) {
    return listed(run(script, arguments));
  }

  /** The strings with which a script calls its last argument. */
  List<String> laterStrings(String script, Object... arguments) {
    return listed(driver.executeAsyncScript(script, arguments));
  }

  private static List<String> listed(Object answer) {
    List<String> strings = new ArrayList<>();
    for (Object each : (List<?>) answer) {
      strings.add((String) each);
    }
    return strings;
  }

  /** The text of the element with that id, as it is shown. */
  String text(String id) {
    return (String) run("return document.getElementById(arguments[0]).innerText", id);
  }

  /** Presses one key in what has the focus. */
  void press(Keys key) {
    new Actions(driver).sendKeys(key).perform();
  }

  /** Waits until a script answers true. */
  void await(String what, String script, Object... arguments) {
    try {
      Awaitility.await(what)
          .atMost(SOON)
          .pollInterval(Duration.ofMillis(50))
          .until(() -> Boolean.TRUE.equals(run(script, arguments)));
    } catch (org.awaitility.core.ConditionTimeoutException e) {
      throw new AssertionError("not so in time: " + what + "; the page shows:\n" + shown(), e);
    }
  }

  /** Waits until the page shows the text. */
  void awaitText(String text) {
    await("'" + text + "'", "return document.body.innerText.includes(arguments[0])", text);
  }

  /** From now on the page notes when the element with that id shows the text first. */
  void watchFor(String id, String text) {
    run(
        """
        const node = document.getElementById(arguments[0]);
        const text = arguments[1];
        window.seenAt = 0;
        new MutationObserver((changes, observer) => {
          if (node.textContent.includes(text)) {
            window.seenAt = Date.now();
            observer.disconnect();
          }
        }).observe(node, { subtree: true, childList: true, characterData: true });
        """,
        id,
        text);
  }

  /** Waits until what is watched for is shown, and returns when that was, by this machine. */
  Instant seen() {
    await("what is watched for", "return window.seenAt > 0");
    return Instant.ofEpochMilli((Long) run("return window.seenAt"));
  }

  /** All that the page shows. */
  String shown() {
    return (String) run("return document.body.innerText");
  }

  /**
   * Warnings and errors of the console since it was asked last, breaches of the policy included.
   */
  List<String> troubles() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(entry -> entry.getLevel() + " " + entry.getMessage())
        .toList();
  }

  /** Keeps a picture of the whole page in {@code target/screenshots}. */
  void keep(String name) {
    Object picture =
        driver
            .executeCdpCommand(
                "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true))
            .get("data");
    Path folder = Games.projectRoot().resolve("system-tests/target/screenshots");
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve(name + ".png"), Base64.getDecoder().decode((String) picture));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.quit();
    try (Stream<Path> files = Files.walk(profile)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
