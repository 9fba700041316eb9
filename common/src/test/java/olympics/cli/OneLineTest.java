package olympics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What programs print of values from outside, by the configuration that they run with. */
class OneLineTest {
  @Test
  void aValueCannotWriteALineOfItsOwnOrTurnTheWriting() throws Exception {
    String printed =
        printed("team \"x\r\n12:00:00.000 elected leader\u001b[2J\u009b\u202e\u2028\"");
    assertThat(printed.lines()).hasSize(1);
    assertThat(printed)
        .endsWith(
            "team \"x\\u000d\\u000a12:00:00.000 elected leader\\u001b[2J\\u009b\\u202e\\u2028\""
                + System.lineSeparator());
  }

  @Test
  void whatIsPlainStaysAsItIs() throws Exception {
    assertThat(printed("wrote tally of Gaul gold=1 …"))
        .matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} wrote tally of Gaul gold=1 …\\R");
  }

  private static String printed(String message) throws JoranException {
    PrintStream before = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    try {
      JoranConfigurator configurator = new JoranConfigurator();
      configurator.setContext(context);
      configurator.doConfigure(OneLineTest.class.getResource("/logback.xml"));
      context.getLogger("test").info("{}", message);
    } finally {
      context.stop();
      System.setOut(before);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
