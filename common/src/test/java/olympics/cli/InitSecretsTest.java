package olympics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import olympics.tls.HostName;
import olympics.tls.TlsFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InitSecretsTest {
  @TempDir private Path data;

  private RunningCommand run(String arguments) {
    return RunningCommand.run(new InitSecrets(), (arguments + " --data-dir=" + data).strip());
  }

  @Test
  void allIsMadeForThisMachineAndTheNamedOnes() throws Exception {
    RunningCommand run = run("--host=games.example --host=192.0.2.7");

    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("made  " + data.resolve("cluster-key"))
        .contains("made  " + data.resolve("tls/ca-key.pem"))
        .contains("made  " + data.resolve("tls/server.pem"))
        .contains("tls/ca-key.pem stays here", "games.example, 192.0.2.7");
    assertThat(TlsFiles.in(data).hosts())
        .contains(
            HostName.parse("localhost").orElseThrow(),
            HostName.parse("127.0.0.1").orElseThrow(),
            HostName.parse("::1").orElseThrow(),
            HostName.parse("192.0.2.7").orElseThrow());
    assertThat(TlsFiles.in(data).forServer().served()).isPresent();
    String key = Files.readString(data.resolve("cluster-key")).strip();
    assertThat(run.out()).doesNotContain(key);
  }

  @Test
  void whatIsThereIsKeptUnlessAHostIsLacking() {
    assertThat(run("").code()).isZero();
    assertThat(run("").out()).doesNotContain("made").contains("kept  " + data.resolve("tls"));

    RunningCommand another = run("--host=b.example --days=90");

    assertThat(another.out())
        .contains("kept  " + data.resolve("cluster-key"))
        .contains("kept  " + data.resolve("tls/ca.pem"))
        .contains("made  " + data.resolve("tls/server.pem"))
        .contains("the one before was not for b.example");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--days=826   | --days is 826, expected 1 to 825",
        "--days=0     | --days is 0, expected 1 to 825",
        "--host=a_b   | --host: not a host name or numeric address: 'a_b'",
        "--host=1.2.3 | --host: not a host name or numeric address: '1.2.3'"
      })
  void aCommandLineThatCannotBeMakesNothing(String arguments, String explanation) {
    RunningCommand run = run(arguments);
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains(explanation);
    assertThat(data).isEmptyDirectory();
  }
}
