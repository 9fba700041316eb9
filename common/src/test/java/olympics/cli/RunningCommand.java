package olympics.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** What a command did: its exit code and what it printed. */
record RunningCommand(int code, String out, String err) {

  static RunningCommand run(Callable<Integer> command, String commandLine) {
    return run(command, Map.of(), commandLine.isEmpty() ? List.of() : split(commandLine));
  }

  static RunningCommand run(
      Callable<Integer> command, Map<String, String> environment, List<String> args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        StandardCommandLine.execute(
            command, args, environment::get, new PrintWriter(out), new PrintWriter(err));
    return new RunningCommand(code, out.toString(), err.toString());
  }

  private static List<String> split(String commandLine) {
    return List.of(commandLine.split(" "));
  }
}
