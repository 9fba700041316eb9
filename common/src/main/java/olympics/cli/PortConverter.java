package olympics.cli;

import olympics.games.core.Names;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a port to listen on: 0 to 65535, where 0 lets the system choose. */
public final class PortConverter implements ITypeConverter<Integer> {
  private static final int MAX_PORT = 65535;

  @Override
  public Integer convert(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= MAX_PORT) {
        return port;
      }
    } catch (NumberFormatException notANumber) {
      throw refused(text);
    }
    throw refused(text);
  }

  private static TypeConversionException refused(String text) {
    return new TypeConversionException(
        "'" + Names.quotable(text) + "' is not a port, expected 0 to " + MAX_PORT);
  }
}
