package olympics.tablet;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import olympics.games.core.Names;
import olympics.games.core.Team;
import olympics.process.core.Address;
import olympics.tablet.core.Catalogue;
import olympics.tablet.core.Change;
import olympics.tablet.core.Item;
import olympics.tablet.core.Known;
import olympics.wire.Freshness;

/** Shows each change as a line of text. */
final class LineDisplay implements Display {
  /** The longest text from outside that is shown whole: a name or score of the longest kind. */
  private static final int WHOLE = Names.MAX_LENGTH;

  private final Console console;
  private final Address balancer;
  private final Runnable unread;

  /**
   * A display that writes to a console.
   *
   * @param balancer who is asked
   * @param unread run when nobody can read the console any more
   */
  LineDisplay(Console console, Address balancer, Runnable unread) {
    this.console = console;
    this.balancer = balancer;
    this.unread = unread;
  }

  @Override
  public void following(Catalogue followed, OptionalLong seed) {
    String names =
        Stream.concat(followed.teams().stream(), followed.events().stream())
            .map(LineDisplay::shown)
            .collect(Collectors.joining(", "));
    print(
        "following "
            + names
            + (seed.isPresent()
                ? " (chosen at random; --seed " + seed.getAsLong() + " chooses them again)"
                : ""));
  }

  @Override
  public void changed(List<Change> changes) {
    for (Change change : changes) {
      String line = line(change);
      if (!line.isEmpty()) {
        print(line);
      }
    }
  }

  private void print(String line) {
    if (!console.line(line)) {
      unread.run();
    }
  }

  private String line(Change change) {
    if (change instanceof Change.Value value) {
      return value(value);
    } else if (change instanceof Change.Staleness staleness) {
      Known known = staleness.known();
      return known.freshness().stale()
          ? words(known.item())
              + "   ("
              + age(known.freshness())
              + ", "
              + known.source().words()
              + ")"
          : words(known.item()) + "   (current again)";
    } else if (change instanceof Change.Unconfirmed unconfirmed) {
      return words(unconfirmed.known().item()) + "   (STALE: " + shown(unconfirmed.reason()) + ")";
    } else if (change instanceof Change.Refused refused) {
      return "no " + shown(refused.key().toString()) + ": " + shown(refused.reason());
    } else if (change instanceof Change.Undone) {
      return "the database went back to an earlier state: values may go back once";
    } else if (change instanceof Change.NothingThere) {
      return balancer + " knows no teams and no events yet; asking again";
    } else if (change instanceof Change.Lost lost) {
      return "no answer from " + balancer + ": " + shown(reason(lost)) + "; trying again";
    } else if (change instanceof Change.Back back) {
      return balancer + " answers again after " + seconds(back.away());
    } else if (change instanceof Change.Registered registered) {
      return "registered for push at " + balancer + " for " + seconds(registered.lease());
    } else if (change instanceof Change.NotRegistered refused) {
      return "not registered for push at " + balancer + ": " + shown(refused.reason());
    }
    return "";
  }

  /** The reason without the address, which the line has already. */
  private String reason(Change.Lost lost) {
    String prefix = balancer + ": ";
    return lost.reason().startsWith(prefix)
        ? lost.reason().substring(prefix.length())
        : lost.reason();
  }

  private static String value(Change.Value value) {
    Item item = value.known().item();
    return words(item)
        + "   (version …"
        + item.stamp().version().number()
        + ", "
        + age(value.known().freshness())
        + (value.first() ? ", first value" : "")
        + ", "
        + value.known().source().words()
        + ")";
  }

  private static String words(Item item) {
    if (item instanceof Item.Tally tally) {
      Team team = tally.team();
      return String.format(
          Locale.ROOT,
          "%s  gold %d  silver %d  bronze %d",
          shown(team.name()),
          team.gold(),
          team.silver(),
          team.bronze());
    }
    return shown(item.name()) + ": " + shown(((Item.Score) item).event().score());
  }

  private static String age(Freshness freshness) {
    return (freshness.stale() ? "STALE, " : "") + seconds(freshness.age()) + " old";
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toNanos() / 1e9);
  }

  private static String shown(String text) {
    return Names.quotable(text, WHOLE);
  }
}
