package olympics.tablet.core.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyDecoderTest {
  private final KeyDecoder decoder = new KeyDecoder();

  private List<Command> read(String characters) {
    List<Command> commands = new ArrayList<>();
    characters.chars().forEach(c -> decoder.read(c).ifPresent(commands::add));
    return commands;
  }

  @ParameterizedTest
  @CsvSource({
    "q,QUIT",
    "2,SHOW_TABLE",
    "^[A,UP",
    "^OB,DOWN",
    "^[5~,PAGE_UP",
    "^[6~,PAGE_DOWN",
    "^[Z,PREVIOUS_VIEW",
    "^[1~,FIRST",
    "^OF,LAST"
  })
  void keyIsACommand(String characters, Command command) {
    assertThat(read(characters.replace('^', '\u001b'))).containsExactly(command);
  }

  @Test
  void whatMeansNothingIsIgnored() {
    assertThat(read("xyz\u001b[1;5A\u001b[200~\u001bq\u001b[" + "9".repeat(40) + "é")).isEmpty();
    assertThat(read("q")).containsExactly(Command.QUIT);
  }

  @Test
  void escapeAloneSwallowsNothingAfterAPause() {
    assertThat(read("\u001b")).isEmpty();
    decoder.pause();
    assertThat(read("q")).containsExactly(Command.QUIT);
  }
}
