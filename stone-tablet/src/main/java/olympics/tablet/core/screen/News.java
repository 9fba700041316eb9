package olympics.tablet.core.screen;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import olympics.games.core.Team;
import olympics.tablet.core.Item;

/**
 * What changed of an item, and when. It stands out for {@link #FRESH}.
 *
 * @param text the change in a word or two, as {@code +1 gold}; may be empty
 */
record News(String text, Moment at) {
  static final Duration FRESH = Duration.ofSeconds(5);

  boolean isFresh(Moment now) {
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
    List<String> parts = new ArrayList<>();
    add(parts, after.gold() - before.gold(), "gold");
    add(parts, after.silver() - before.silver(), "silver");
    add(parts, after.bronze() - before.bronze(), "bronze");
    return parts.size() == 1 ? parts.get(0) : "several";
  }

  private static void add(List<String> parts, int more, String medal) {
    if (more != 0) {
      parts.add((more > 0 ? "+" : "−") + Math.abs(more) + " " + medal);
    }
  }
}
