package olympics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** How a program ends, with real processes and signals. */
class StoppedProgramTest {
  private Process program;

  /** Runs until it is stopped; fails to close if told so. */
  @Command(name = "lasting")
  static final class Lasting implements Callable<Integer> {
    @Parameters private boolean closesWell;

    public static void main(String[] args) {
      Program.run(new Lasting(), args);
    }

    @Override
    public Integer call() throws Exception {
      return Program.runUntilStopped(this::close, new Announced());
    }

    /** Says so when it is waited for: from then on a signal finds the program prepared. */
    private static final class Announced extends CompletableFuture<Void> {
      @Override
      public CompletableFuture<Void> whenComplete(
          BiConsumer<? super Void, ? super Throwable> action) {
        System.out.println("running");
        return super.whenComplete(action);
      }
    }

    private void close() throws IOException {
      if (!closesWell) {
        throw new IOException("planted");
      }
      System.out.println("closed");
    }
  }

  private BufferedReader start(boolean closesWell, Map<String, String> environment)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Lasting.class.getName(),
                Boolean.toString(closesWell))
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().remove(ParentWatch.VARIABLE);
    builder.environment().putAll(environment);
    program = builder.start();
    return program.inputReader();
  }

  private void terminate() {
    // Process.destroy would close our end of its output as well.
    assertThat(program.toHandle().destroy()).isTrue();
  }

  private int exitCode() throws InterruptedException {
    assertThat(program.waitFor(20, TimeUnit.SECONDS)).as("ended").isTrue();
    return program.exitValue();
  }

  @AfterEach
  void killWhatIsLeft() {
    program.destroyForcibly();
  }

  @Test
  void signalClosesTheResourceAndEndsWell() throws Exception {
    BufferedReader out = start(true, Map.of());
    assertThat(out.readLine()).isEqualTo("running");

    terminate();

    assertThat(out.readLine()).isEqualTo("closed");
    assertThat(exitCode()).isZero();
  }

  @Test
  void failureToCloseIsAFailure() throws Exception {
    BufferedReader out = start(false, Map.of());
    assertThat(out.readLine()).isEqualTo("running");

    terminate();

    assertThat(exitCode()).isEqualTo(ExitCode.FAILURE);
  }

  @Test
  void endOfTheParentClosesTheResource() throws Exception {
    Process parent = new ProcessBuilder("sleep", "60").start();
    try {
      BufferedReader out = start(true, Map.of(ParentWatch.VARIABLE, Long.toString(parent.pid())));
      assertThat(out.readLine()).isEqualTo("running");
      assertThat(program.isAlive()).isTrue();

      parent.destroyForcibly();

      assertThat(out.readLine()).isEqualTo("closed");
      assertThat(exitCode()).isZero();
    } finally {
      parent.destroyForcibly();
    }
  }

  @Test
  void parentThatIsNoProcessIdIsAUsageError() throws Exception {
    start(true, Map.of(ParentWatch.VARIABLE, "launcher"));

    assertThat(exitCode()).isEqualTo(ExitCode.USAGE);
  }
}
