package olympics.web.core;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The newest events of a feed, so many and no more, for those who come back. Not thread-safe. */
public final class EventHistory<E> {
  private final String life;
  private final int capacity;
  private final Deque<E> events = new ArrayDeque<>();
  private long last;

  /**
   * Empty.
   *
   * @param life tells this feed's positions from those of the one before a restart
   * @param capacity at least 1
   */
  public EventHistory(String life, int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException(
          "a history of " + capacity + " events, expected 1 or more");
    }
    this.life = life;
    this.capacity = capacity;
  }

  /** The position after all that was told. */
  public EventId position() {
    return new EventId(life, last);
  }

  /** The position that the next event gets. */
  public EventId next() {
    return new EventId(life, last + 1);
  }

  /** Adds an event at {@link #next}; the oldest one gives way. */
  public void add(E event) {
    last++;
    events.addLast(event);
    if (events.size() > capacity) {
      events.removeFirst();
    }
  }

  /**
   * All events after a position, oldest first.
   *
   * @return empty if that cannot be told: the position is of another life, of the future, or older
   *     than what is kept
   */
  public Optional<List<E>> after(EventId position) {
    long missed = last - position.number();
    if (!position.life().equals(life) || missed < 0 || missed > events.size()) {
      return Optional.empty();
    }
    return Optional.of(events.stream().skip(events.size() - missed).toList());
  }
}
