package olympics.cacofonix;

import java.io.Console;
import java.nio.file.Path;
import java.time.Duration;
import olympics.cacofonix.core.Pace;
import olympics.cli.DurationConverter;
import olympics.cli.UsageException;
import olympics.games.core.Names;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options of a replay. A picocli mixin. */
final class ReplayOptions {
  private static final double DEFAULT_SPEED = 600;
  private static final Duration DEFAULT_CADENCE = Duration.ofMillis(500);

  @Option(
      names = "--replay",
      paramLabel = "FILE",
      description = "Publish the results of this CSV file (docs/results-files.md).")
  private Path file;

  @Option(
      names = "--speed",
      paramLabel = "N|max",
      converter = SpeedConverter.class,
      description =
          "With --replay: how many seconds of the Games pass in one second, or max for no waiting"
              + " (default: 600, ten minutes a second).")
  private Double speed;

  @Option(
      names = "--cadence",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description =
          "With --replay of a file without times: from one update to the next, whatever the speed"
              + " but max (default: 500ms).")
  private Duration cadence;

  @Option(
      names = "--progress",
      negatable = true,
      description = "With --replay: a progress bar, or lines (default: a bar on a terminal).")
  private Boolean progress;

  boolean isReplay() {
    return file != null;
  }

  Path file() {
    return file;
  }

  /** How fast the replay goes. */
  Pace pace() {
    Duration between = cadence == null ? DEFAULT_CADENCE : cadence;
    if (between.isNegative()) {
      throw new UsageException("--cadence is negative, expected 0 or more");
    }
    return new Pace(speed == null ? DEFAULT_SPEED : speed, between);
  }

  boolean isMaxSpeed() {
    return speed != null && speed == Pace.MAX;
  }

  /** Whether to show a bar in the place of lines. */
  boolean showsBar() {
    return progress == null ? isTerminal() : progress;
  }

  /** Without a file to replay, none of the others makes sense. */
  void requireNoneWithoutFile() {
    if (file == null && (speed != null || cadence != null || progress != null)) {
      throw new UsageException("--speed, --cadence and --progress need --replay=FILE");
    }
  }

  /** Newer Javas have a console even where there is no terminal, and a method that tells. */
  @SuppressWarnings("SystemConsoleNull") // the other way of telling is asked as well
  private static boolean isTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads a speed: a number above 0, or {@code max}. */
  static final class SpeedConverter implements picocli.CommandLine.ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      if (text.equalsIgnoreCase("max")) {
        return Pace.MAX;
      }
      try {
        double speed = Double.parseDouble(text);
        if (speed > 0 && Double.isFinite(speed)) {
          return speed;
        }
      } catch (NumberFormatException e) {
        throw notASpeed(text);
      }
      throw notASpeed(text);
    }

    private static TypeConversionException notASpeed(String text) {
      return new TypeConversionException(
          "'" + Names.quotable(text) + "' is not a speed, expected a number above 0, or max");
    }
  }
}
