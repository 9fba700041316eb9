package olympics.obelix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import olympics.cli.AddressConverter;
import olympics.cli.DurationConverter;
import olympics.cli.UsageException;
import olympics.process.core.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ObelixCommandTest {
  @TempDir Path data;

  @Test
  void theSeedsSecondAndThirdTerminalsArePullAndPush() {
    ObelixServer.Settings pull = parse("--uid=1", "--port=8002", "-l", "-c");
    assertThat(pull.keeper().mode()).isEqualTo(CacheMode.PULL);
    assertThat(pull.keeper().interval()).isEqualTo(Duration.ofSeconds(2));
    assertThat(pull.database()).isEqualTo(new Address("localhost", 8000));
    assertThat(pull.cluster().peers())
        .containsExactly(new Address("localhost", 8000), new Address("localhost", 8003));
    assertThat(pull.cluster().attributes()).containsEntry("cache", "pull");
    ObelixServer.Settings push = parse("--uid=2", "--port=8003", "-l");
    assertThat(push.keeper().mode()).isEqualTo(CacheMode.PUSH);
    assertThat(push.keeper().interval()).isEqualTo(Duration.ofSeconds(10));
    assertThat(push.cluster().peers())
        .containsExactly(new Address("localhost", 8000), new Address("localhost", 8002));
  }

  @Test
  void addressesThatAreGivenWin() {
    ObelixServer.Settings settings =
        parse("-l", "--port=9002", "-d", "localhost:9000", "-z", "localhost:9003,localhost:9004");
    assertThat(settings.database()).isEqualTo(new Address("localhost", 9000));
    assertThat(settings.cluster().peers())
        .containsExactly(
            new Address("localhost", 9000),
            new Address("localhost", 9003),
            new Address("localhost", 9004));
  }

  @Test
  void durationsAndModesAreRead() {
    ObelixServer.Settings settings =
        parse("-l", "--cache=none", "--reconcile-interval=500ms", "--db-delay=5ms");
    assertThat(settings.keeper().mode()).isEqualTo(CacheMode.NONE);
    assertThat(settings.keeper().interval()).isEqualTo(Duration.ofMillis(500));
    assertThat(settings.databaseDelay()).isEqualTo(Duration.ofMillis(5));
  }

  @Test
  void contradictionsAreUsageErrors() {
    assertThatThrownBy(() -> parse("-l", "-c", "--cache=push"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--cache");
    assertThatThrownBy(() -> parse("--uid=1"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--dbhost");
    assertThatThrownBy(() -> parse("-l", "--poll-interval=0s"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--poll-interval");
  }

  private ObelixServer.Settings parse(String... args) {
    ObelixCommand command = new ObelixCommand();
    List<String> all = new ArrayList<>(List.of(args));
    all.add("--data-dir=" + data);
    new CommandLine(command)
        .registerConverter(Address.class, new AddressConverter())
        .registerConverter(Duration.class, new DurationConverter())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .parseArgs(all.toArray(new String[0]));
    return command.settings();
  }
}
