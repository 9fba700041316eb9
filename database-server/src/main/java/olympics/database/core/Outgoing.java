package olympics.database.core;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import olympics.games.core.ItemKey;
import olympics.games.core.Version;
import olympics.process.core.Address;

/**
 * What one life of a front-end has yet to be told: of each item the newest value, of each tablet
 * its registration, one message at a time.
 *
 * <p>A message says from which version on it leaves nothing out, as long as that is known: since
 * the last one that was acknowledged. Bounded: past {@link #MAX_PENDING} the oldest are forgotten;
 * the front-end's own reconciliation repairs that, as it does a message that is lost. Not
 * thread-safe.
 */
public final class Outgoing {
  /** The most items in one message. */
  public static final int MAX_PER_MESSAGE = 200;

  /** The most items, and the most tablets, that wait. */
  public static final int MAX_PENDING = 10_000;

  private final Map<ItemKey, Item> items = new LinkedHashMap<>();
  private final Map<Address, Optional<Registration>> tablets = new LinkedHashMap<>();
  private Optional<Version> through = Optional.empty();
  private Optional<Version> acknowledged = Optional.empty();
  private boolean forgotten;
  private boolean inFlight;
  private boolean inFlightIsWhole;

  /**
   * A message to send now. It has items or tablets.
   *
   * @param since with this message the front-end has been told of every change after that version
   *     up to {@code through}; empty if that is not known
   * @param through a version that was written when it was made up
   * @param items the newest values, in the order in which they first changed
   * @param tablets what is registered now; empty for one that is not any more
   */
  public record Message(
      Optional<Version> since,
      Version through,
      List<Item> items,
      Map<Address, Optional<Registration>> tablets) {
    public Message {
      items = List.copyOf(items);
      tablets = Map.copyOf(tablets);
    }
  }

  /** Takes note of a commit. */
  public void committed(
      Version last, List<Item> changed, Map<Address, Optional<Registration>> registered) {
    through = Optional.of(last);
    changed.forEach(item -> items.put(item.key(), item));
    tablets.putAll(registered);
    forgotten |= forgetOldest(items);
    forgetOldest(tablets);
  }

  private static boolean forgetOldest(Map<?, ?> pending) {
    boolean tooMany = pending.size() > MAX_PENDING;
    var oldest = pending.keySet().iterator();
    while (pending.size() > MAX_PENDING) {
      oldest.next();
      oldest.remove();
    }
    return tooMany;
  }

  /** The next message, if there is one and none is under way; it counts as under way then. */
  public Optional<Message> next() {
    if (inFlight || through.isEmpty() || (items.isEmpty() && tablets.isEmpty())) {
      return Optional.empty();
    }
    Map<Address, Optional<Registration>> someTablets = takeTablets();
    List<Item> someItems = someTablets.isEmpty() ? takeItems() : List.of();
    Optional<Version> since = forgotten ? Optional.empty() : acknowledged;
    inFlight = true;
    inFlightIsWhole = items.isEmpty();
    if (inFlightIsWhole) {
      forgotten = false;
    }
    // What leaves some for the next message leaves the front-end where it is.
    Version reached = inFlightIsWhole ? through.get() : since.orElse(through.get());
    return Optional.of(new Message(since, reached, someItems, someTablets));
  }

  private List<Item> takeItems() {
    List<Item> taken = new ArrayList<>();
    var oldest = items.values().iterator();
    while (oldest.hasNext() && taken.size() < MAX_PER_MESSAGE) {
      taken.add(oldest.next());
      oldest.remove();
    }
    return taken;
  }

  private Map<Address, Optional<Registration>> takeTablets() {
    Map<Address, Optional<Registration>> taken = new LinkedHashMap<>();
    TabletPortion portion = new TabletPortion();
    Iterator<Map.Entry<Address, Optional<Registration>>> oldest = tablets.entrySet().iterator();
    while (oldest.hasNext()) {
      Map.Entry<Address, Optional<Registration>> entry = oldest.next();
      if (!portion.takes(entry.getValue())) {
        break;
      }
      taken.put(entry.getKey(), entry.getValue());
      oldest.remove();
    }
    return taken;
  }

  /**
   * The message under way was answered, or is given up.
   *
   * @param taken whether the front-end has said that it took it in
   * @param reached the message's {@code through}
   */
  public void ended(boolean taken, Version reached) {
    inFlight = false;
    if (!taken) {
      acknowledged = Optional.empty();
    } else if (inFlightIsWhole) {
      acknowledged = Optional.of(reached);
    }
  }
}
