package olympics.pygmy;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * When the balancer works. What an iteration of the event loop brought is finished in one turn
 * after it: the probes begin that somebody now waits for, so that all requests of the iteration
 * share them, and what was written to front-ends is flushed. From the first turn on until it is
 * told to rest it also ticks, to notice that time has passed. Confined to the event loop.
 */
final class Turns {
  private static final long TICK_MILLIS = 5;

  private final EventLoop loop;
  private final Runnable probe;
  private final Runnable tick;
  private final Set<Channel> unflushed = new LinkedHashSet<>();
  private ScheduledFuture<?> ticking;
  private boolean isDue;

  /**
   * Rests at first.
   *
   * @param probe begins the probes that are due; runs in every turn
   * @param tick looks at the clock; runs every five milliseconds
   */
  Turns(EventLoop loop, Runnable probe, Runnable tick) {
    this.loop = loop;
    this.probe = probe;
    this.tick = tick;
  }

  /** There is something to do: a turn comes after what the loop is at now. */
  void due() {
    if (!isDue) {
      isDue = true;
      loop.execute(this::turn);
    }
    if (ticking == null) {
      ticking = loop.scheduleAtFixedRate(tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Flushes a channel in the next turn. */
  void toFlush(Channel channel) {
    unflushed.add(channel);
    due();
  }

  private void turn() {
    isDue = false;
    probe.run();
    unflushed.forEach(Channel::flush);
    unflushed.clear();
  }

  /** Nothing waits for the time to pass. */
  void rest() {
    if (ticking != null) {
      ticking.cancel(false);
      ticking = null;
    }
  }
}
