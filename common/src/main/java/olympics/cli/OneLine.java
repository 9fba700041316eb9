package olympics.cli;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import olympics.games.core.Names;

/**
 * The message on one line, whatever it quotes: line ends, escape sequences and what turns the
 * direction of writing are shown as {@code \}{@code u000a}. Used by logback.xml, so that no value
 * from outside can write a line of its own or play with a terminal.
 */
public final class OneLine extends ClassicConverter {
  private static final int LONGEST = 4000;

  @Override
  public String convert(ILoggingEvent event) {
    return Names.quotable(event.getFormattedMessage(), LONGEST);
  }
}
