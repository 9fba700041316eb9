package olympics.cacofonix;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import olympics.cacofonix.core.Acknowledged;
import olympics.cacofonix.core.Pacer;
import olympics.cacofonix.core.Reasons;
import olympics.cacofonix.core.SendWindow;
import olympics.cacofonix.core.SendWindow.Numbered;
import olympics.cacofonix.core.Update;
import olympics.cacofonix.core.UpdateSource;
import olympics.cacofonix.outbox.Outbox;
import olympics.wire.Struct;

/**
 * Publishes one run: takes what is due, puts it into the outbox, sends it until it is answered.
 *
 * <p>Confined to the thread that calls {@link #run}, but for {@link #stop}. Answers arrive on event
 * loops and are queued for it; there are never more of them than calls on their way.
 */
final class Publisher {
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  /** What wakes the loop: an answer, or the wish to stop. */
  private sealed interface Event {}

  private record Answered(Numbered numbered, Struct answer) implements Event {}

  private record Unanswered(Numbered numbered, Throwable failure) implements Event {}

  private record Stop() implements Event {}

  private final UpdateSource source;
  private final Outbox outbox;
  private final Games games;
  private final SendWindow window;
  private final Reporter reporter;
  private final Reasons reasons = new Reasons();
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

  private long next;
  private long published;
  private long replayed;
  private long retried;
  private boolean stopping;

  Publisher(UpdateSource source, Outbox outbox, Games games, SendWindow window, Reporter reporter) {
    this.source = source;
    this.outbox = outbox;
    this.games = games;
    this.window = window;
    this.reporter = reporter;
  }

  /** Asks {@link #run} to return soon, with what was done so far. From any thread. */
  void stop() {
    events.add(new Stop());
  }

  /**
   * Publishes what the run still lacks, and returns when all of it was answered.
   *
   * @throws StoppedException if the Games refuse an update
   * @throws IOException if the outbox cannot be read or written
   */
  Summary run() throws IOException, InterruptedException {
    long began = System.nanoTime();
    Pacer pacer = new Pacer(source.catchesUp(), began);
    next = nextAfter(outbox.acknowledged().through());
    while (!stopping && !(window.isEmpty() && next > source.total())) {
      takeDue(pacer);
      long now = System.nanoTime();
      for (Numbered numbered : window.toSend(now)) {
        send(numbered);
      }
      Event event = events.poll(waitNanos(pacer, now), TimeUnit.NANOSECONDS);
      while (event != null && !stopping) {
        handle(event);
        event = events.poll();
      }
    }
    Duration elapsed = Duration.ofNanos(System.nanoTime() - began);
    return new Summary(published, replayed, retried, elapsed, !stopping);
  }

  /**
   * Everything that is due and has room goes through the outbox together: one wait for the disk.
   */
  private void takeDue(Pacer pacer) throws IOException {
    List<Numbered> taken = new ArrayList<>();
    long now = System.nanoTime();
    while (taken.size() < window.room() && next <= source.total() && pacer.due() - now <= 0) {
      Update update = source.update(next);
      taken.add(new Numbered(next, update));
      next = nextAfter(next);
      pacer.taken(next <= source.total() ? source.gapBefore(next) : Duration.ZERO, now);
    }
    List<Numbered> unwritten =
        taken.stream().filter(numbered -> numbered.sequence() > outbox.written()).toList();
    for (Numbered numbered : taken) {
      requireSame(numbered);
    }
    if (!unwritten.isEmpty()) {
      outbox.write(unwritten);
    }
    taken.forEach(numbered -> window.accept(numbered.sequence(), numbered.update()));
  }

  /** The next number that was not answered yet. */
  private long nextAfter(long sequence) {
    Acknowledged acknowledged = outbox.acknowledged();
    long candidate = sequence + 1;
    while (acknowledged.contains(candidate)) {
      candidate++;
    }
    return candidate;
  }

  /** What stands in the outbox under a number is what went out under it. */
  private void requireSame(Numbered numbered) throws IOException {
    Update before = outbox.unanswered(numbered.sequence()).orElse(numbered.update());
    if (!before.equals(numbered.update())) {
      throw new IOException(
          "the outbox of run '"
              + outbox.run().name()
              + "' says that update "
              + numbered.sequence()
              + " is "
              + before
              + ", but now it would be "
              + numbered.update()
              + ": another version wrote it; go on with that one, or use --run NAME");
    }
  }

  private void send(Numbered numbered) {
    var unused =
        games
            .publish(outbox.run().requestId(numbered.sequence()), numbered.update())
            .whenComplete(
                (answer, failure) ->
                    events.add(
                        failure == null
                            ? new Answered(numbered, answer)
                            : new Unanswered(numbered, failure)));
  }

  private void handle(Event event) throws IOException {
    long now = System.nanoTime();
    if (event instanceof Answered answered) {
      long sequence = answered.numbered.sequence();
      outbox.answered(sequence);
      if (answered.answer.bool("replayed")) {
        replayed++;
      } else {
        published++;
      }
      reporter.published(answered.numbered.update(), answered.answer);
      window.answered(sequence, now).ifPresent(reporter::back);
    } else if (event instanceof Unanswered unanswered) {
      Setback setback = games.setback(unanswered.failure);
      if (!setback.passes()) {
        throw new StoppedException(setback.text());
      }
      retried++;
      if (window.unanswered(unanswered.numbered.sequence(), now)) {
        reasons.begin();
      }
      if (reasons.isNews(setback.text())) {
        reporter.away(setback.text());
      }
    } else {
      stopping = true;
    }
  }

  private long waitNanos(Pacer pacer, long now) {
    long wait = LONGEST_WAIT.toNanos();
    if (window.room() > 0 && next <= source.total()) {
      wait = Math.min(wait, pacer.due() - now);
    }
    var retry = window.nextRetry();
    if (retry.isPresent()) {
      wait = Math.min(wait, retry.getAsLong() - now);
    }
    return window.isEmpty() && next > source.total() ? 0 : Math.max(wait, 0);
  }
}
