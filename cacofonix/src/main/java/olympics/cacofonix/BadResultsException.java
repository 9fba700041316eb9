package olympics.cacofonix;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import olympics.cacofonix.core.Problem;
import olympics.cacofonix.core.ResultsReading;

/** A results file that cannot be published; the message names each bad line. */
final class BadResultsException extends IOException {
  private static final long serialVersionUID = 1L;

  BadResultsException(Path file, List<Problem> problems) {
    super(message(file, problems));
  }

  private static String message(Path file, List<Problem> problems) {
    StringBuilder text = new StringBuilder(file.toString()).append(": nothing was sent, because");
    problems.stream()
        .limit(ResultsReading.MAX_PROBLEMS)
        .forEach(
            problem ->
                text.append(System.lineSeparator())
                    .append(file)
                    .append(':')
                    .append(problem.line())
                    .append(": ")
                    .append(problem.text()));
    if (problems.size() >= ResultsReading.MAX_PROBLEMS) {
      text.append(System.lineSeparator()).append("and perhaps more: the rest was not read");
    }
    return text.toString();
  }
}
