package olympics.pygmy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import olympics.cli.ExitCode;
import olympics.cli.Program;
import olympics.process.core.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PygmyCommandTest {
  @TempDir Path data;

  private Settings settings(String... args) {
    PygmyCommand command = new PygmyCommand();
    CommandLine line = new CommandLine(command);
    line.registerConverter(Address.class, Address::parse);
    line.parseArgs(args);
    return command.settings();
  }

  @Test
  void localRunFillsInTheSeedsAddresses() {
    Settings settings = settings("--port=8001", "-l", "--data-dir=" + data);
    assertThat(settings.bind()).isEqualTo(new Address("127.0.0.1", 8001));
    assertThat(settings.frontEnds())
        .containsExactly(new Address("localhost", 8002), new Address("localhost", 8003));
  }

  @Test
  void frontEndsMayBeListedOrRepeatedAndCountOnce() {
    Settings settings =
        settings("-l", "-x", "a:1,b:2", "--xhost=c:3", "-y", "a:1", "--data-dir=" + data);
    assertThat(settings.frontEnds())
        .isEqualTo(List.of(new Address("a", 1), new Address("b", 2), new Address("c", 3)));
  }

  @Test
  void withoutFrontEndsItSaysWhatToGive() {
    assertThat(Program.execute(new PygmyCommand(), "--data-dir=" + data)).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void withoutTheClusterKeyItRefusesToStart() {
    String[] args = {"-x", "localhost:8002", "--data-dir=" + data};
    assertThat(Program.execute(new PygmyCommand(), args)).isEqualTo(ExitCode.SECRET_MISSING);
  }
}
