package olympics.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import olympics.games.core.Names;
import olympics.http.PortInUseException;
import olympics.rpc.RpcFault;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells a person what went wrong in a line or two, and gives the exit code. */
final class ErrorReport {
  private final EnvironmentDefaults environment;

  ErrorReport(EnvironmentDefaults environment) {
    this.environment = environment;
  }

  /** A command line that cannot be understood. */
  int badCommandLine(ParameterException error) {
    CommandLine command = error.getCommandLine();
    String message = quotingVariable(error).orElseGet(error::getMessage);
    if (error instanceof UnmatchedArgumentException unmatched) {
      message += didYouMean(unmatched, command.getCommandSpec().optionsMap().keySet());
    }
    return usage(command, message);
  }

  /** A command that failed. */
  int failed(Exception error, CommandLine command) {
    String name = command.getCommandName();
    PrintWriter err = command.getErr();
    if (error instanceof UsageException) {
      return usage(command, error.getMessage() + fromVariable(error.getMessage(), command));
    }
    if (error instanceof PortInUseException taken) {
      err.println(name + ": " + taken.getMessage() + ": choose another with --port");
      return ExitCode.PORT_IN_USE;
    }
    if (error instanceof SecretMissingException) {
      err.println(name + ": " + error.getMessage());
      return ExitCode.SECRET_MISSING;
    }
    if (isExpected(error)) {
      err.println(name + ": " + describe(error));
    } else {
      err.println(name + ": unexpected error, please report it with what follows");
      error.printStackTrace(err);
    }
    return ExitCode.FAILURE;
  }

  private static int usage(CommandLine command, String message) {
    PrintWriter err = command.getErr();
    String name = command.getCommandSpec().qualifiedName();
    err.println(name + ": " + message);
    err.println("Try '" + name + " --help'.");
    return ExitCode.USAGE;
  }

  /** What is wrong with the value of a variable, if that is where the bad value came from. */
  private Optional<String> quotingVariable(ParameterException error) {
    if (error.getArgSpec() == null || !(error.getCause() instanceof TypeConversionException bad)) {
      return Optional.empty();
    }
    String quoted = "'" + Names.quotable(error.getValue()) + "'";
    return environment
        .variableOf(error.getArgSpec())
        .map(
            variable ->
                bad.getMessage().startsWith(quoted)
                    ? variable + "=" + bad.getMessage()
                    : variable + "=" + quoted + ": " + bad.getMessage());
  }

  /** Names the variable, if a message that begins with an option's name is about a value of it. */
  private String fromVariable(String message, CommandLine command) {
    return command.getCommandSpec().options().stream()
        .filter(option -> Stream.of(option.names()).anyMatch(name -> begins(message, name)))
        .flatMap(option -> environment.variableOf(option).stream())
        .findFirst()
        .map(variable -> " (its value is from " + variable + ")")
        .orElse("");
  }

  private static boolean begins(String message, String option) {
    return message.startsWith(option + " ") || message.startsWith(option + ":");
  }

  private static String didYouMean(UnmatchedArgumentException error, Collection<String> options) {
    String typed = error.getUnmatched().get(0).split("=", 2)[0];
    return typed.startsWith("-")
        ? NearestName.to(typed, options).map(name -> ", did you mean " + name + "?").orElse("")
        : "";
  }

  private static boolean isExpected(Exception error) {
    return error instanceof IOException
        || error instanceof UncheckedIOException
        || error instanceof RpcFault
        || error instanceof IllegalArgumentException
        || error instanceof IllegalStateException;
  }

  private static String describe(Exception error) {
    if (error instanceof UncheckedIOException wrapped) {
      return describe(wrapped.getCause());
    }
    if (error instanceof NoSuchFileException missing) {
      return "no such file: " + missing.getFile();
    }
    if (error instanceof AccessDeniedException denied) {
      return "no permission for " + denied.getFile();
    }
    return error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
  }
}
