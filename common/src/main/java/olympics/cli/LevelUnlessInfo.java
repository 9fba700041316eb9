package olympics.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** The level and a space; nothing for INFO, which is what terminals show. Used by logback.xml. */
public final class LevelUnlessInfo extends ClassicConverter {
  @Override
  public String convert(ILoggingEvent event) {
    return event.getLevel() == Level.INFO ? "" : event.getLevel() + " ";
  }
}
