package olympics.cluster;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What happened to the election here, the newest so many and no more. Thread-safe. */
final class Timeline {
  private static final int KEPT = 256;

  /**
   * Something that happened.
   *
   * @param number from 1, without gaps
   * @param seconds since 1970, by the synchronised clock as it stood then
   * @param text one line for people
   */
  record Moment(int number, double seconds, String text) {}

  private final ServerClock clock;
  private final Deque<Moment> moments = new ArrayDeque<>();
  private int last;

  Timeline(ServerClock clock) {
    this.clock = clock;
  }

  /** Notes what happens now. */
  synchronized void add(String text) {
    moments.addLast(new Moment(++last, ControlMessages.seconds(clock.probeNanos()), text));
    if (moments.size() > KEPT) {
      moments.removeFirst();
    }
  }

  /** The newest moments with a higher number, oldest first. */
  synchronized List<Moment> after(int number, int atMost) {
    List<Moment> news = moments.stream().filter(moment -> moment.number() > number).toList();
    return news.subList(Math.max(0, news.size() - atMost), news.size());
  }
}
