package olympics.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every example of {@code docs/protocol.md} does what the document says, in Python. */
class ProtocolDocumentIT {
  @Test
  void everyExampleAnswersAsTheDocumentSays() throws Exception {
    try (Games games = Games.start()) {
      String document =
          Files.readString(Games.projectRoot().resolve("docs/protocol.md"))
              .replace("localhost:8000", games.address(Games.DATABASE).toString())
              .replace("'localhost', 8000", "'localhost', " + games.address(Games.DATABASE).port())
              .replace("localhost:8001", games.address(Games.BALANCER).toString())
              .replace("localhost:8002", games.address(Games.ONE).toString())
              .replace(".olympics/", games.dataDirectory() + "/");
      Path examples = games.dataDirectory().resolve("examples.md");
      // Python's doctest takes the end of a Markdown block for output: leave the fences out.
      Files.writeString(examples, document.replaceAll("(?m)^```.*$", ""));

      GamesProcess python =
          GamesProcess.start(
              "python",
              List.of("python3", "-m", "doctest", "-o", "ELLIPSIS", examples.toString()),
              games.dataDirectory(),
              Map.of());

      int exit = python.waitForEnd(Duration.ofMinutes(1));
      assertThat(String.join("\n", python.lines())).isEmpty();
      assertThat(exit).isZero();
    }
  }
}
