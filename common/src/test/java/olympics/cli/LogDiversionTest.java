package olympics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LogDiversionTest {
  private static final Logger LOG = LoggerFactory.getLogger(LogDiversionTest.class);

  @Test
  void messagesGoElsewhereUntilItIsClosed() {
    List<String> taken = new CopyOnWriteArrayList<>();
    ch.qos.logback.classic.Logger root =
        (ch.qos.logback.classic.Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    ListAppender<ILoggingEvent> terminal = new ListAppender<>();
    terminal.setName("terminal");
    terminal.start();
    root.addAppender(terminal);

    try (LogDiversion diversion = LogDiversion.to(taken::add)) {
      assertThat(diversion).isNotNull();
      LOG.warn("the well is deep depth={}", 12);
      assertThat(root.getAppender("terminal")).isNull();
    }
    LOG.warn("back again");
    root.detachAppender(terminal);

    assertThat(taken).containsExactly("WARN the well is deep depth=12");
    assertThat(terminal.list).extracting(ILoggingEvent::getMessage).containsExactly("back again");
  }
}
