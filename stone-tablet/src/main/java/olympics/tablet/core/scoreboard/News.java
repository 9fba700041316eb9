package olympics.tablet.core.scoreboard;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import olympics.games.core.Team;
import olympics.tablet.core.Item;

/**
 * What changed of an item, and when. It stands out for {@link #FRESH}.
 *
 * @param text the change in a word or two, as {@code +1 gold}; may be empty
 */
public record News(String text, Moment at) {
  public static final Duration FRESH = Duration.ofSeconds(5);

  /** Whether it still stands out. */
  public boolean isFresh(Moment now) {
    return now.since(at).compareTo(FRESH) < 0;
  }

  /** What a tally or score has more, or less, than before; nothing if they look alike. */
  static Optional<News> between(Item before, Item after, Moment now) {
    if (before.looksLike(after)) {
      return Optional.empty();
    }
    boolean tallies = before instanceof Item.Tally && after instanceof Item.Tally;
    return Optional.of(
        new News(
            tallies ? medals(((Item.Tally) before).team(), ((Item.Tally) after).team()) : "new",
            now));
  }

  private static String medals(Team before, Team after) {
    List<String> parts = Award.between(before, after).words();
    return parts.size() == 1 ? parts.get(0) : "several";
  }
}
