package olympics.tablet.core.scoreboard;

import java.util.Optional;
import olympics.games.core.ItemKey;
import olympics.tablet.core.Known;

/**
 * An item that is shown by itself.
 *
 * @param name as it was first written, as far as known
 * @param known its value, if there was an answer yet
 * @param heardAt when the value was last confirmed
 * @param news what changed last
 * @param problem why there is no value, or no current one
 */
public record Favourite(
    ItemKey key,
    String name,
    Optional<Known> known,
    Moment heardAt,
    Optional<News> news,
    Optional<String> problem) {

  /** One of which nothing is known yet. */
  public static Favourite of(ItemKey key, String name, Moment now) {
    return new Favourite(key, name, Optional.empty(), now, Optional.empty(), Optional.empty());
  }

  /** A value was brought or confirmed. */
  Favourite heard(Known value, Moment now) {
    return new Favourite(key, value.item().name(), Optional.of(value), now, news, Optional.empty());
  }

  /** What it has now is a change. */
  Favourite changed(News change) {
    return new Favourite(key, name, known, heardAt, Optional.of(change), problem);
  }

  /** It cannot be had; what was known of it, perhaps as another thinks of it now, stays. */
  Favourite failed(Optional<Known> value, String reason) {
    return new Favourite(key, name, value.or(() -> known), heardAt, news, Optional.of(reason));
  }
}
