package olympics.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import olympics.system.link.LinkFault;
import org.junit.jupiter.api.Test;

/** What {@code docs/walkthrough.md} has its reader do can be done, and shows what it says. */
class WalkthroughIT {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\n(.*?)^```$");
  private static final Pattern SCRIPT = Pattern.compile("scripts/([a-z0-9-]+)([^\n`|#]*)");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(#[^)]*)?\\)");
  private static final Pattern OPTION = Pattern.compile("(?<= )--[a-z-]+");

  private static String text(String file) throws Exception {
    return Files.readString(Games.projectRoot().resolve(file));
  }

  private static Stream<String> python(String document) {
    return BLOCK
        .matcher(document)
        .results()
        .filter(b -> b.group(1).equals("python"))
        .map(b -> b.group(2));
  }

  @Test
  void everyCommandIsThereWithTheOptionsThatAreNamed() throws Exception {
    Matcher named = SCRIPT.matcher(text("docs/walkthrough.md"));
    int commands = 0;
    for (; named.find(); commands++) {
      Path script = Games.projectRoot().resolve("scripts").resolve(named.group(1));
      assertThat(script).isExecutable();
      String itself = Files.readString(script);
      OPTION.matcher(named.group(2)).results().forEach(o -> assertThat(itself).contains(o.group()));
    }
    assertThat(commands).isGreaterThan(5);
  }

  @Test
  void everyLinkLeadsSomewhere() throws Exception {
    Path docs = Games.projectRoot().resolve("docs");
    List<String> links =
        LINK.matcher(text("docs/walkthrough.md"))
            .results()
            .map(link -> link.group(1))
            .filter(link -> !link.startsWith("https://"))
            .toList();
    assertThat(links).hasSizeGreaterThan(5).allSatisfy(l -> assertThat(docs.resolve(l)).exists());
  }

  @Test
  void theFillThatComesTooLateIsNotCached() throws Exception {
    String race =
        python(text("docs/walkthrough.md"))
            .filter(p -> p.contains("Thread"))
            .findFirst()
            .orElseThrow();
    try (Games games = Games.prepare("pull", "push").throughLinks()) {
      games.startAll();
      games.link(Games.TWO, Games.DATABASE).set(new LinkFault.Delay(Duration.ofMillis(600)));
      int mark = games.server(Games.TWO).mark();
      Path file = games.dataDirectory().resolve("race.py");
      Files.writeString(
          file,
          race.replace("localhost:8002", games.address(Games.ONE).toString())
              .replace("localhost:8003", games.address(Games.TWO).toString())
              .replace(".olympics/", games.dataDirectory() + "/"));

      GamesProcess python =
          GamesProcess.start(
              "python", List.of("python3", file.toString()), games.dataDirectory(), Map.of());

      int exit = python.waitForEnd(Duration.ofMinutes(1));
      assertThat(exit).as(String.join("\n", python.lines())).isZero();
      assertThat(python.lines()).hasSize(4);
      assertThat(python.lines().get(1)).startsWith("asked before the write: 1 menhir ");
      assertThat(python.lines().get(2)).startsWith("asked after it: 2 menhirs ");
      games
          .server(Games.TWO)
          .awaitLine(
              mark,
              line ->
                  line.contains("not cached score of menhir throwing")
                      && line.endsWith("reason=invalidated after it was read"),
              "the fill that came too late",
              Duration.ZERO);
    }
  }
}
