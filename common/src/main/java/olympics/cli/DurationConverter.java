package olympics.cli;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import olympics.games.core.Names;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a duration: a decimal number of seconds, or one with a unit ({@code ms}, {@code s}, {@code
 * m}, {@code h}). May be negative; at most ten years.
 */
public final class DurationConverter implements ITypeConverter<Duration> {
  private static final Pattern FORM =
      Pattern.compile("([+-]?\\d{1,12}(?:\\.\\d{1,9})?)(ms|s|m|h|)");
  private static final Map<String, Long> NANOS =
      Map.of("", 1_000_000_000L, "s", 1_000_000_000L, "ms", 1_000_000L, "m", 60_000_000_000L);
  private static final long NANOS_OF_AN_HOUR = 3_600_000_000_000L;
  private static final BigDecimal MOST =
      BigDecimal.valueOf(Duration.ofDays(3650).toSeconds()).movePointRight(9);

  @Override
  public Duration convert(String text) {
    Matcher matcher = FORM.matcher(text);
    if (matcher.matches()) {
      BigDecimal nanos =
          new BigDecimal(matcher.group(1))
              .multiply(BigDecimal.valueOf(NANOS.getOrDefault(matcher.group(2), NANOS_OF_AN_HOUR)));
      if (nanos.abs().compareTo(MOST) <= 0) {
        return Duration.ofNanos(nanos.longValue());
      }
    }
    throw new TypeConversionException(
        "'"
            + Names.quotable(text)
            + "' is not a duration, expected seconds such as 2.5, or 500ms, 30s, 2m, 1h");
  }
}
