package olympics.cli;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/**
 * Sends the log's messages to somebody else than the terminal, until it is closed: a line of the
 * log would tear a screen that is drawn on it.
 */
public final class LogDiversion implements AutoCloseable {
  /** As logback.xml calls it. */
  private static final String TERMINAL = "terminal";

  private final Logger root;
  private final Optional<Appender<ILoggingEvent>> terminal;
  private final Appender<ILoggingEvent> instead;

  private LogDiversion(Logger root, Consumer<String> taker) {
    this.root = root;
    terminal = Optional.ofNullable(root.getAppender(TERMINAL));
    instead =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent event) {
            taker.accept(event.getLevel() + " " + event.getFormattedMessage());
          }
        };
    instead.setContext(root.getLoggerContext());
    instead.start();
  }

  /**
   * Begins.
   *
   * @param taker gets each message with its level before it, as it is: not escaped, perhaps with
   *     line ends; on any thread, and must neither block nor log
   * @throws IllegalStateException if the log is not logback's
   */
  public static LogDiversion to(Consumer<String> taker) {
    if (!(LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root)) {
      throw new IllegalStateException("only logback's messages can go elsewhere");
    }
    LogDiversion diversion = new LogDiversion(root, taker);
    root.addAppender(diversion.instead);
    diversion.terminal.ifPresent(root::detachAppender);
    return diversion;
  }

  @Override
  public void close() {
    terminal.ifPresent(root::addAppender);
    root.detachAppender(instead);
    instead.stop();
  }
}
