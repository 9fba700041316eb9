package olympics.cacofonix;

import java.util.Locale;
import olympics.cacofonix.core.SendWindow.Recovery;
import olympics.cacofonix.core.Update;
import olympics.cacofonix.core.Update.MedalWon;
import olympics.cacofonix.core.Update.ScoreReport;
import olympics.games.core.Names;
import olympics.wire.Struct;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A line for each update. */
final class LineReporter implements Reporter {
  private static final Logger LOG = LoggerFactory.getLogger(LineReporter.class);

  @Override
  public void published(Update update, Struct answer) {
    if (LOG.isInfoEnabled()) {
      LOG.info("{}", line(update, answer));
    }
  }

  @Override
  public void away(String why) {
    LOG.warn("{}; trying again", why);
  }

  @Override
  public void back(Recovery recovery) {
    LOG.info(
        "back after {} s, resent {}",
        String.format(Locale.ROOT, "%.1f", recovery.away().toNanos() / 1e9),
        recovery.resent());
  }

  static String line(Update update, Struct answer) {
    String known = answer.bool("replayed") ? " (had taken effect before)" : "";
    if (update instanceof MedalWon won) {
      String event = won.event().isEmpty() ? "" : " in " + Names.quotable(won.event());
      return String.format(
          "%s wins %s%s: gold=%d silver=%d bronze=%d version=%s%s",
          Names.quotable(won.team()),
          won.medal().wireName(),
          event,
          answer.integer("gold"),
          answer.integer("silver"),
          answer.integer("bronze"),
          Names.quotable(answer.string("version")),
          known);
    }
    ScoreReport report = (ScoreReport) update;
    return Names.quotable(report.event()) + ": " + Names.quotable(report.score()) + known;
  }
}
