package olympics.cacofonix.core;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import olympics.games.core.ItemKey;

/**
 * Decides which of the accepted updates go out now.
 *
 * <p>Invariants: (1) of one item at most one update is on its way, the earliest; (2) no more than
 * {@code inFlight} are on their way, and no more than twice as many accepted; (3) an update leaves
 * only when it was answered. While any update waits to be sent again, no new one goes out: the
 * service is away, and what it left unanswered comes first. Times are monotonic nanoseconds.
 * Confined to one thread.
 */
public final class SendWindow {
  /** An update and its number. */
  public record Numbered(long sequence, Update update) {}

  /** The service is back: how long it was away, and how many updates were sent again. */
  public record Recovery(Duration away, int resent) {}

  private static final class Entry {
    final Update update;
    boolean onItsWay;
    int failures;
    long notBefore;

    Entry(Update update) {
      this.update = update;
    }
  }

  private final TreeMap<Long, Entry> accepted = new TreeMap<>();
  private final int inFlight;
  private final IntFunction<Duration> backoff;
  private int onTheirWay;
  private int waitingAgain;
  private int failedInOutage;
  private long outageBegan;

  /**
   * An empty window.
   *
   * @param backoff how long to wait after so many failures of one update, see {@link Backoff}
   */
  public SendWindow(int inFlight, IntFunction<Duration> backoff) {
    if (inFlight < 1) {
      throw new IllegalArgumentException("not a window: " + inFlight + ", expected at least 1");
    }
    this.inFlight = inFlight;
    this.backoff = backoff;
  }

  /** How many more updates may be accepted. */
  public int room() {
    return 2 * inFlight - accepted.size();
  }

  public boolean isEmpty() {
    return accepted.isEmpty();
  }

  /** Takes an update to be sent; numbers ascend. */
  public void accept(long sequence, Update update) {
    if (room() < 1 || (!accepted.isEmpty() && accepted.lastKey() >= sequence)) {
      throw new IllegalArgumentException("update " + sequence + " is out of turn");
    }
    accepted.put(sequence, new Entry(update));
  }

  /** What goes out now; from here on it counts as on its way. */
  public List<Numbered> toSend(long now) {
    List<Numbered> out = new ArrayList<>();
    Set<ItemKey> busy = new HashSet<>();
    boolean away = waitingAgain > 0;
    for (var numbered : accepted.entrySet()) {
      Entry entry = numbered.getValue();
      boolean first = busy.add(entry.update.item());
      boolean due = entry.failures > 0 ? entry.notBefore - now <= 0 : !away;
      if (first && due && !entry.onItsWay && onTheirWay < inFlight) {
        entry.onItsWay = true;
        onTheirWay++;
        out.add(new Numbered(numbered.getKey(), entry.update));
      }
    }
    return out;
  }

  /** An update was answered: it is published. Tells of the end of an outage. */
  public Optional<Recovery> answered(long sequence, long now) {
    Entry entry = returned(sequence);
    accepted.remove(sequence);
    if (entry.failures == 0 || --waitingAgain > 0) {
      return Optional.empty();
    }
    int resent = failedInOutage;
    failedInOutage = 0;
    return Optional.of(new Recovery(Duration.ofNanos(now - outageBegan), resent));
  }

  /** An update was not answered; whether this is the first of an outage. */
  public boolean unanswered(long sequence, long now) {
    Entry entry = returned(sequence);
    boolean first = waitingAgain == 0;
    if (first) {
      outageBegan = now;
    }
    if (entry.failures++ == 0) {
      waitingAgain++;
      failedInOutage++;
    }
    entry.notBefore = now + backoff.apply(entry.failures).toNanos();
    return first;
  }

  /** When an update that waits may be sent again, if one waits. */
  public OptionalLong nextRetry() {
    return accepted.values().stream()
        .filter(entry -> entry.failures > 0 && !entry.onItsWay)
        .mapToLong(entry -> entry.notBefore)
        .min();
  }

  private Entry returned(long sequence) {
    Entry entry = accepted.get(sequence);
    if (entry == null || !entry.onItsWay) {
      throw new IllegalArgumentException("update " + sequence + " is not on its way");
    }
    entry.onItsWay = false;
    onTheirWay--;
    return entry;
  }
}
