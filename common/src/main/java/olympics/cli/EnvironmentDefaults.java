package olympics.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Takes the value of an option that is not on the command line from the environment: {@code
 * --data-dir} from {@code OLYMPICS_DATA_DIR}, and so on. Only options that take a value.
 */
final class EnvironmentDefaults implements IDefaultValueProvider {
  private final UnaryOperator<String> environment;
  private final List<String> args;

  EnvironmentDefaults(UnaryOperator<String> environment, List<String> args) {
    this.environment = environment;
    this.args = List.copyOf(args);
  }

  @Override
  public String defaultValue(ArgSpec arg) {
    return variableOf(arg).map(environment).orElse(null);
  }

  /** The name of the variable that this option's value comes from, if it does. */
  Optional<String> variableOf(ArgSpec arg) {
    if (!(arg instanceof OptionSpec option)
        || option.arity().max() == 0
        || args.stream().anyMatch(text -> gives(text, option))) {
      return Optional.empty();
    }
    String name =
        "OLYMPICS_"
            + option
                .longestName()
                .replaceFirst("^-+", "")
                .replace('-', '_')
                .toUpperCase(Locale.ROOT);
    String value = environment.apply(name);
    return value == null || value.isEmpty() ? Optional.empty() : Optional.of(name);
  }

  private static boolean gives(String text, OptionSpec option) {
    for (String name : option.names()) {
      if (name.startsWith("--")
          ? text.equals(name) || text.startsWith(name + "=")
          : text.startsWith(name)) {
        return true;
      }
    }
    return false;
  }
}
