package olympics.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import olympics.games.core.Names;
import olympics.process.core.Address;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.TypeConversionException;

/** A picocli command line that behaves as all programs of the Games do. */
final class StandardCommandLine {
  private static final String EXAMPLES = "examples";

  private StandardCommandLine() {}

  /** Runs the command; the result is the exit code. */
  static int execute(
      Callable<Integer> command,
      List<String> args,
      UnaryOperator<String> environment,
      PrintWriter out,
      PrintWriter err) {
    EnvironmentDefaults defaults = new EnvironmentDefaults(environment, args);
    ErrorReport errors = new ErrorReport(defaults);
    CommandLine line = new CommandLine(command);
    line.setCaseInsensitiveEnumValuesAllowed(true)
        .setExpandAtFiles(false)
        .setUsageHelpWidth(90)
        .setDefaultValueProvider(defaults)
        .setOut(out)
        .setErr(err)
        .setExecutionStrategy(
            parsed -> {
              if (common(line).anyMatch(CommonOptions::generatesCompletion)) {
                out.print(AutoComplete.bash(line.getCommandName(), line));
                return ExitCode.OK;
              }
              parsed
                  .asCommandLineList()
                  .forEach(each -> common(each).forEach(CommonOptions::applyVerbosity));
              return new RunLast().execute(parsed);
            })
        .setParameterExceptionHandler((error, ignored) -> errors.badCommandLine(error))
        .setExecutionExceptionHandler((error, at, ignored) -> errors.failed(error, at));
    registerConverters(line);
    describe(line, command.getClass().getPackage().getImplementationVersion());
    int code = line.execute(args.toArray(new String[0]));
    out.flush();
    err.flush();
    return code;
  }

  private static Stream<CommonOptions> common(CommandLine line) {
    return line.getCommandSpec().mixins().values().stream()
        .map(CommandSpec::userObject)
        .filter(CommonOptions.class::isInstance)
        .map(CommonOptions.class::cast);
  }

  private static void registerConverters(CommandLine line) {
    line.registerConverter(Address.class, new AddressConverter());
    line.registerConverter(Duration.class, new DurationConverter());
    line.registerConverter(int.class, text -> whole(text, Integer::valueOf));
    line.registerConverter(Integer.class, text -> whole(text, Integer::valueOf));
    line.registerConverter(long.class, text -> whole(text, Long::valueOf));
    line.registerConverter(Long.class, text -> whole(text, Long::valueOf));
    line.registerConverter(double.class, StandardCommandLine::decimal);
    line.registerConverter(Double.class, StandardCommandLine::decimal);
  }

  private static <T> T whole(String text, Function<String, T> reader) {
    try {
      return reader.apply(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'" + Names.quotable(text) + "' is not a whole number");
    }
  }

  private static double decimal(String text) {
    try {
      double number = Double.parseDouble(text);
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      throw new TypeConversionException("'" + Names.quotable(text) + "' is not a number");
    }
    throw new TypeConversionException("'" + Names.quotable(text) + "' is not a finite number");
  }

  private static void describe(CommandLine line, String version) {
    CommandSpec spec = line.getCommandSpec();
    spec.version(spec.name() + " " + (version == null ? "(not built as a jar)" : version));
    spec.exitCodeOnInvalidInput(ExitCode.USAGE);
    spec.exitCodeOnExecutionException(ExitCode.FAILURE);
    UsageMessageSpec usage = spec.usageMessage();
    usage.exitCodeListHeading("%nExit codes:%n");
    Map<String, String> codes = new LinkedHashMap<>();
    codes.put(" " + ExitCode.OK, "ended as asked");
    codes.put(" " + ExitCode.FAILURE, "failed; the reason is on the standard error output");
    codes.put(" " + ExitCode.USAGE, "the command line or a variable is wrong");
    codes.put(" " + ExitCode.PORT_IN_USE, "the port is in use");
    codes.put(" " + ExitCode.SECRET_MISSING, "a secret or a certificate is missing");
    usage.exitCodeList(codes);
    if (usage.footer().length == 0) {
      usage.footer(
          "",
          "An option that takes a value can also be set in the environment:",
          "--data-dir as OLYMPICS_DATA_DIR, and so on. The command line wins.");
    }
    List<String> sections = new ArrayList<>(usage.sectionKeys());
    sections.add(sections.indexOf(UsageMessageSpec.SECTION_KEY_HEADER) + 1, EXAMPLES);
    usage.sectionKeys(sections);
    line.getHelpSectionMap().put(EXAMPLES, help -> examples(help.commandSpec()));
    line.getSubcommands().values().forEach(sub -> describe(sub, version));
  }

  private static String examples(CommandSpec spec) {
    Object command = spec.userObject();
    Examples examples = command == null ? null : command.getClass().getAnnotation(Examples.class);
    return examples == null
        ? ""
        : String.format(
            "%nExamples:%n  %s%n%n", String.join(System.lineSeparator() + "  ", examples.value()));
  }
}
