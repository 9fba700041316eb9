package olympics.system.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.openqa.selenium.Keys;

/** What holds for every page of the Games. Each check looks at the page that is open. */
final class PageChecks {
  /** A telephone, a laptop, a screen on the wall. */
  static final List<Integer> WIDTHS = List.of(320, 1280, 1920);

  private static final String AXE = axe();

  /** More steps than any page has places for the focus. */
  private static final int MANY = 200;

  /** Where the focus can be, in the order of the document. */
  private static final String FOCUSABLE =
      """
      return [...document.querySelectorAll(
          'a[href], button, input, select, textarea, summary, [tabindex]')]
        .filter(e => e.tabIndex >= 0 && !e.disabled && e.checkVisibility())
        .map(e => describe(e));
      """;

  private static final String DESCRIBE =
      """
      function describe(e) {
        const name = e.id ? '#' + e.id : '';
        return e.tagName + name + ' ' + (e.ariaLabel || e.textContent.trim()).slice(0, 60);
      }
      """;

  private PageChecks() {}

  private static String axe() {
    try (InputStream script = PageChecks.class.getResourceAsStream("/axe.min.js")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What axe-core finds against accessibility: impact, rule, and where. */
  static List<String> barriers(Browser browser) {
    browser.run(AXE);
    return browser.laterStrings(
        """
        const done = arguments[arguments.length - 1];
        axe.run(document, { resultTypes: ['violations'] }).then(
          found => done(found.violations.map(v =>
            `${v.impact} ${v.id}: ${v.help}: ${v.nodes.map(n => n.target.join(' ')).join(', ')}`)),
          error => done([`axe failed: ${error}`]));
        """);
  }

  /** By how many pixels the page is wider than its window. */
  static long overhang(Browser browser) {
    return (Long)
        browser.run(
            "const all = document.documentElement; return all.scrollWidth - all.clientWidth;");
  }

  /** Everything that can have the focus, in the order of the document. */
  static List<String> focusable(Browser browser) {
    return browser.strings(DESCRIBE + FOCUSABLE);
  }

  /**
   * What has the focus after each press of Tab, from the beginning to the end of the page; what
   * does not show that it has it says so.
   */
  static List<String> focusOrder(Browser browser) {
    // From the top, wherever the page was scrolled to.
    browser.run(
        "const body = document.body; body.tabIndex = -1; body.focus();"
            + " body.removeAttribute('tabindex'); window.scrollTo(0, 0);");
    List<String> order = new ArrayList<>();
    while (order.size() < MANY) {
      browser.press(Keys.TAB);
      String now =
          (String)
              browser.run(
                  DESCRIBE
                      + """
                      const e = document.activeElement;
                      if (e === document.body || e === null) {
                        return '';
                      }
                      const seen = getComputedStyle(e).outlineStyle !== 'none';
                      return describe(e) + (seen ? '' : ' (focus not shown)');
                      """);
      if (now.isEmpty() || (!order.isEmpty() && now.equals(order.get(0)))) {
        return order;
      }
      order.add(now);
    }
    throw new AssertionError("the focus does not get to the end: " + order);
  }

  /** All of the above for the page as it is, in every width, light and dark; keeps pictures. */
  static void assertIsForEverybody(Browser browser, String name) {
    assertIsForEverybody(browser, name, WIDTHS);
  }

  /** The same for a page that is not for every width. */
  static void assertIsForEverybody(Browser browser, String name, List<Integer> widths) {
    for (boolean dark : List.of(false, true)) {
      for (int width : widths) {
        browser.look(width, dark);
        String which = name + "-" + width + (dark ? "-dark" : "-light");
        browser.keep(which);
        assertThat(overhang(browser)).as("sideways at " + which).isZero();
        assertThat(barriers(browser)).as("barriers at " + which).isEmpty();
      }
    }
    browser.look(1280, false);
    assertThat(focusOrder(browser))
        .as("what Tab reaches")
        .isNotEmpty()
        .isEqualTo(focusable(browser));
  }
}
