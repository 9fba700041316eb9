package olympics.cacofonix;

import java.text.DecimalFormat;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import olympics.cacofonix.core.SendWindow.Recovery;
import olympics.cacofonix.core.Update;
import olympics.wire.Struct;

/** A progress bar with rate and time left, and lines for what is out of the ordinary. */
final class BarReporter implements Reporter {
  private final LineReporter lines = new LineReporter();
  private final ProgressBar bar;

  /**
   * Shows the bar.
   *
   * @param done how many updates were published by an earlier start
   */
  BarReporter(long total, long done) {
    bar =
        new ProgressBarBuilder()
            .setTaskName("Replay")
            .setInitialMax(total)
            .startsFrom(done, Duration.ZERO)
            .showSpeed(new DecimalFormat("#.#"))
            .setUpdateIntervalMillis(200)
            .setConsumer(new ConsoleProgressBarConsumer(System.err))
            .build();
  }

  @Override
  public void published(Update update, Struct answer) {
    bar.step();
  }

  @Override
  public void away(String why) {
    lines.away(why);
  }

  @Override
  public void back(Recovery recovery) {
    lines.back(recovery);
  }

  @Override
  public void end() {
    bar.close();
  }
}
