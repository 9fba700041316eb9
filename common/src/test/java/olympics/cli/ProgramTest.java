package olympics.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import olympics.http.PortInUseException;
import olympics.process.core.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

class ProgramTest {
  private enum Cache {
    PULL,
    PUSH,
    NONE
  }

  @SuppressWarnings("UnusedVariable") // some options are only there to be parsed
  @Command(name = "herald", header = "Cries out results.")
  @Examples({"herald --port=8005  # on this machine", "herald --cache=pull"})
  private static final class Herald implements Callable<Integer> {
    @Mixin private CommonOptions common;

    @Option(
        names = {"-p", "--port"},
        converter = PortConverter.class)
    private int port;

    @Option(names = "--xhost")
    private Address xhost;

    @Option(names = "--cache")
    private Cache cache;

    @Option(names = "--poll")
    private Duration poll;

    @Option(names = "--count")
    private int count;

    private final Callable<Integer> task;

    Herald() {
      this(() -> ExitCode.OK);
    }

    Herald(Callable<Integer> task) {
      this.task = task;
    }

    @Override
    public Integer call() throws Exception {
      return task.call();
    }
  }

  @TempDir private Path folder;

  private static RunningCommand failing(Exception error) {
    return RunningCommand.run(
        new Herald(
            () -> {
              throw error;
            }),
        "");
  }

  @Test
  void helpBeginsWithExamplesAndEndsWithExitCodes() {
    RunningCommand run = RunningCommand.run(new Herald(), "--help");

    assertThat(run.code()).isZero();
    assertThat(run.out())
        .containsSubsequence(
            "Cries out results.",
            "Examples:",
            "herald --port=8005  # on this machine",
            "Usage: herald",
            "--data-dir",
            "Exit codes:",
            "3",
            "the port is in use",
            "OLYMPICS_DATA_DIR");
  }

  @Test
  void versionNamesTheProgram() {
    assertThat(RunningCommand.run(new Herald(), "-V").out()).startsWith("herald ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--prot=8000|Unknown option: '--prot=8000', did you mean --port?",
        "--datadir /tmp|did you mean --data-dir?",
        "--port=99999|'99999' is not a port, expected 0 to 65535",
        "--port=x|'x' is not a port, expected 0 to 65535",
        "--xhost=localhost|'localhost', expected host:port, as localhost:8000",
        "--xhost=a:0|expected host:port",
        "--count=1.5|'1.5' is not a whole number",
        "--poll=soon|'soon' is not a duration, expected seconds such as 2.5, or 500ms, 30s, 2m, 1h",
        "--poll=9999999999|is not a duration",
        "--cache=some|expected one of [PULL, PUSH, NONE]",
        "--port|Missing required parameter for option '--port'",
      })
  void badCommandLineIsExplainedInTwoLines(String commandLine, String explanation) {
    RunningCommand run = RunningCommand.run(new Herald(), commandLine);

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains(explanation).startsWith("herald: ").hasLineCount(2);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void farFetchedSuggestionsAreNotMade() {
    assertThat(RunningCommand.run(new Herald(), "--zebra").err()).doesNotContain("did you mean");
  }

  @Test
  void enumsAreReadWithoutRegardToCase() {
    Herald herald = new Herald();
    RunningCommand.run(herald, "--cache=pull --poll=250ms");

    assertThat(herald.cache).isEqualTo(Cache.PULL);
    assertThat(herald.poll).isEqualTo(Duration.ofMillis(250));
  }

  @Test
  void environmentGivesWhatTheCommandLineDoesNot() {
    Herald herald = new Herald();
    Map<String, String> environment = Map.of("OLYMPICS_PORT", "9", "OLYMPICS_COUNT", "7");
    RunningCommand run = RunningCommand.run(herald, environment, List.of("--port", "8"));

    assertThat(run.err()).isEmpty();
    assertThat(herald.port).isEqualTo(8);
    assertThat(herald.count).isEqualTo(7);
  }

  @Test
  void badEnvironmentIsNamed() {
    RunningCommand run =
        RunningCommand.run(new Herald(), Map.of("OLYMPICS_PORT", "x"), List.of("--count=1"));

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("herald: OLYMPICS_PORT='x' is not a port, expected 0 to 65535");
  }

  @Test
  void variableIsNamedAlsoIfItsValueIsRefusedLater() {
    Herald herald =
        new Herald(
            () -> {
              throw new UsageException("--count is 0, expected 1 or more");
            });
    String error = "herald: --count is 0, expected 1 or more";

    assertThat(RunningCommand.run(herald, Map.of("OLYMPICS_COUNT", "0"), List.of()).err())
        .startsWith(error + " (its value is from OLYMPICS_COUNT)");
    assertThat(
            RunningCommand.run(herald, Map.of("OLYMPICS_COUNT", "0"), List.of("--count=0")).err())
        .startsWith(error + System.lineSeparator());
  }

  @ParameterizedTest
  @CsvSource({"--po,--poll --port", "--ca,--cache", "--data,--data-dir"})
  void completionScriptCompletesOptionsInBash(String typed, String completed) throws Exception {
    Path script = folder.resolve("herald-completion");
    RunningCommand run = RunningCommand.run(new Herald(), "--generate-completion");
    Files.writeString(script, run.out());

    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    String ask =
        "source '%s'; compopt() { :; }; COMP_WORDS=(herald '%s'); COMP_CWORD=1; _complete_herald; "
            + "complete -p herald >/dev/null && printf '%%s\n' \"${COMPREPLY[@]}\" | sort | xargs";
    Process bash =
        new ProcessBuilder("bash", "-c", ask.formatted(script, typed))
            .redirectErrorStream(true)
            .start();
    assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip())
        .isEqualTo(completed == null ? "" : completed);
  }

  @Test
  void badEnvironmentDoesNotMatterIfTheCommandLineWins() {
    RunningCommand run =
        RunningCommand.run(new Herald(), Map.of("OLYMPICS_PORT", "x"), List.of("--port=1"));

    assertThat(run.code()).isZero();
  }

  @Test
  void takenPortNamesTheFlagThatChangesIt() {
    RunningCommand run = failing(new PortInUseException(new Address("localhost", 8000)));

    assertThat(run.code()).isEqualTo(ExitCode.PORT_IN_USE);
    assertThat(run.err())
        .isEqualToIgnoringNewLines(
            "herald: port 8000 is in use on localhost: choose another with --port");
  }

  @Test
  void failuresHaveOneLineAndTheirExitCode() {
    assertThat(failing(new SecretMissingException("no key")).code())
        .isEqualTo(ExitCode.SECRET_MISSING);
    assertThat(failing(new UsageException("no")).code()).isEqualTo(ExitCode.USAGE);
    assertThat(failing(new NoSuchFileException("a.csv")).err())
        .isEqualToIgnoringNewLines("herald: no such file: a.csv");
    assertThat(failing(new FileNotFoundException("gone")))
        .isEqualTo(new RunningCommand(1, "", "herald: gone" + System.lineSeparator()));
  }

  @Test
  void programmersMistakesShowWhere() {
    RunningCommand run = failing(new ArithmeticException("by zero"));

    assertThat(run.code()).isEqualTo(ExitCode.FAILURE);
    assertThat(run.err()).contains("unexpected error", "by zero", "ProgramTest.java");
  }

  @Test
  void programThatEndsByItselfClosesWhatItRan() throws Exception {
    AtomicInteger closed = new AtomicInteger();

    int code =
        Program.runUntilStopped(closed::incrementAndGet, CompletableFuture.completedFuture(null));

    assertThat(code).isZero();
    assertThat(closed).hasValue(1);
  }

  @Test
  void programThatCannotGoOnClosesWhatItRanAndSaysWhy() {
    AtomicInteger closed = new AtomicInteger();
    FileNotFoundException why = new FileNotFoundException("scores.csv");

    assertThatThrownBy(
            () ->
                Program.runUntilStopped(
                    closed::incrementAndGet, CompletableFuture.failedFuture(why)))
        .isSameAs(why);
    assertThat(closed).hasValue(1);
  }
}
