package olympics.obelix.core;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import olympics.games.core.ItemKey;
import olympics.games.core.Version;

/**
 * What is still to be pushed to one tablet: the newest value of each item, one call in flight, a
 * back-off after failures. Not thread-safe.
 *
 * <p>Bounded by the items the tablet registered for: a newer value takes the older one's place.
 */
public final class PushQueue {
  private static final long FIRST_BACKOFF = Duration.ofMillis(100).toNanos();
  private static final long LAST_BACKOFF = Duration.ofSeconds(5).toNanos();

  /**
   * One value to push.
   *
   * @param item which
   * @param value a tally or a score
   * @param version the value's
   */
  public record Push(ItemKey item, CachedValue value, Version version) {}

  private final Map<ItemKey, Push> waiting = new LinkedHashMap<>();
  private final Map<ItemKey, Push> sent = new LinkedHashMap<>();
  private Optional<Push> inFlight = Optional.empty();
  private long notBefore = Long.MIN_VALUE;
  private long backoff = FIRST_BACKOFF;

  /** Takes a value, unless the tablet was already given, or waits for, one as new. */
  public void offer(Push push) {
    if (!has(push.item(), push.version())) {
      waiting.put(push.item(), push);
    }
  }

  /** Whether the tablet was given, or waits for, a value as new as that. */
  public boolean has(ItemKey item, Version version) {
    Push known = waiting.getOrDefault(item, sent.get(item));
    return known != null && !isNewer(version, known.version());
  }

  /** What to send now, if anything: it then counts as in flight. */
  public Optional<Push> next(long now) {
    if (inFlight.isPresent() || waiting.isEmpty() || now < notBefore) {
      return Optional.empty();
    }
    Iterator<Push> oldest = waiting.values().iterator();
    Push push = oldest.next();
    oldest.remove();
    inFlight = Optional.of(push);
    sent.put(push.item(), push);
    return inFlight;
  }

  /** The tablet answered. */
  public void onDelivered() {
    inFlight = Optional.empty();
    backoff = FIRST_BACKOFF;
  }

  /**
   * The tablet did not answer: the value waits again, unless a newer one does.
   *
   * @return how long nothing is sent to this tablet
   */
  public Duration onFailed(long now) {
    Push push = inFlight.orElseThrow();
    inFlight = Optional.empty();
    waiting.putIfAbsent(push.item(), push);
    Duration pause = Duration.ofNanos(backoff);
    notBefore = now + backoff;
    backoff = Math.min(LAST_BACKOFF, backoff * 2);
    return pause;
  }

  /** A new epoch's word counts, whatever its number: the database may have been restored. */
  private static boolean isNewer(Version version, Version known) {
    return !version.epoch().equals(known.epoch()) || version.number() > known.number();
  }

  int waiting() {
    return waiting.size();
  }
}
