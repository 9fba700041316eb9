package olympics.tablet;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import olympics.games.core.ItemKey;
import olympics.games.core.Version;
import olympics.rpc.FaultCode;
import olympics.rpc.RpcFailure;
import olympics.rpc.RpcFault;
import olympics.tablet.core.Board;
import olympics.tablet.core.Catalogue;
import olympics.tablet.core.Change;
import olympics.tablet.core.Contact;
import olympics.tablet.core.Favourites;
import olympics.tablet.core.Known;
import olympics.tablet.core.Question;
import olympics.wire.MalformedAnswerException;

/**
 * A tablet at work: one loop chooses what to follow, asks for it, and keeps it registered for push.
 *
 * <p>What is known is guarded by a lock, since pushes come on other threads.
 */
final class Follower implements AutoCloseable {
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(1);

  private final Balancer balancer;
  private final TabletSettings settings;
  private final Display display;
  private final Registration registration;
  private final CompletableFuture<Void> end;
  private final Semaphore woken = new Semaphore(0);
  private final Thread loop = new Thread(this::run, "tablet");

  private final Object lock = new Object();
  private final Contact contact = new Contact();
  private final Set<ItemKey> doubted = new LinkedHashSet<>();
  private final Board board = new Board(List.of());
  private boolean saidEmpty;

  /**
   * A tablet that does nothing yet; owns neither the balancer nor the port.
   *
   * @param end completed to end the tablet; fails if it cannot go on, with an {@link
   *     IllegalArgumentException} if there is nothing of a wanted name
   */
  Follower(
      Balancer balancer,
      PushPort port,
      TabletSettings settings,
      Display display,
      CompletableFuture<Void> end) {
    this.balancer = balancer;
    this.settings = settings;
    this.display = display;
    this.end = end;
    this.registration = new Registration(balancer, port, this::pushed, settings.push().address());
  }

  /** Begins; returns at once. */
  void start() {
    loop.start();
  }

  /** Follows this, too, and asks for it at once. Thread-safe. */
  void follow(ItemKey key) {
    synchronized (lock) {
      board.follow(key);
      doubted.add(key);
    }
    woken.release();
  }

  /** Follows this no longer. Thread-safe. */
  void unfollow(ItemKey key) {
    synchronized (lock) {
      board.unfollow(key);
      doubted.remove(key);
    }
    woken.release();
  }

  /** The highest version seen: what another read should not be older than. Thread-safe. */
  Optional<Version> minVersion() {
    synchronized (lock) {
      return board.minVersion();
    }
  }

  /** Stops, and unregisters if it had registered; takes two seconds at most. */
  @Override
  public void close() {
    end.complete(null);
    loop.interrupt();
    try {
      if (loop.isAlive()) {
        loop.join(STOP_WITHIN.toMillis());
      }
      registration.end();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      choose();
      long lastRound = System.nanoTime() - settings.interval().toNanos();
      while (!end.isDone()) {
        if (System.nanoTime() - nextRound(lastRound) >= 0) {
          lastRound = System.nanoTime();
          ask(followed());
        } else {
          ask(takeDoubted());
        }
        keepRegistered();
        long wakeAt = nextRound(lastRound);
        if (settings.push().wanted() && registration.dueAt() - wakeAt < 0) {
          wakeAt = registration.dueAt();
        }
        sleepUntil(wakeAt);
      }
    } catch (InterruptedException stopped) {
      end.complete(null);
    } catch (RuntimeException | Error e) {
      end.completeExceptionally(e);
    }
  }

  /** Keeps asking which names there are, until there is something to follow. */
  private void choose() throws InterruptedException {
    while (true) {
      try {
        Catalogue there = balancer.catalogue();
        back();
        if (choseAmong(there)) {
          return;
        }
      } catch (RpcFailure | RpcFault | MalformedAnswerException e) {
        lost(e.getMessage());
      }
      sleepUntil(System.nanoTime() + RETRY.toNanos());
    }
  }

  private boolean choseAmong(Catalogue there) {
    Catalogue wanted = settings.wanted();
    if (wanted.isEmpty() && there.isEmpty()) {
      report(saidEmpty ? List.of() : List.of(new Change.NothingThere()));
      saidEmpty = true;
      return false;
    }
    if (wanted.isEmpty()) {
      follow(
          Favourites.atRandom(there, new Random(settings.seed())),
          OptionalLong.of(settings.seed()));
      return true;
    }
    List<String> problems = Favourites.problems(wanted, there);
    if (!problems.isEmpty() && !settings.awaitsNames()) {
      throw new IllegalArgumentException(
          String.join("; ", problems) + " (--wait waits for names that there are not yet)");
    }
    follow(Favourites.asWritten(wanted, there), OptionalLong.empty());
    return true;
  }

  private void follow(Catalogue followed, OptionalLong seed) {
    synchronized (lock) {
      followed.keys().forEach(board::follow);
      display.following(followed, seed);
    }
  }

  /** What is followed. Thread-safe. */
  List<ItemKey> followed() {
    synchronized (lock) {
      return board.followed();
    }
  }

  /** Asks for each of these. No answer at all is silence, no answer to some is told of these. */
  private void ask(List<ItemKey> keys) throws InterruptedException {
    Map<ItemKey, String> unanswered = new LinkedHashMap<>();
    try {
      for (ItemKey key : keys) {
        ask(key).ifPresent(reason -> unanswered.put(key, reason));
      }
    } catch (RpcFailure e) {
      lost(e.getMessage());
      return;
    }
    if (!unanswered.isEmpty() && unanswered.size() == keys.size()) {
      lost(unanswered.values().iterator().next());
      return;
    }
    synchronized (lock) {
      unanswered.forEach((key, reason) -> report(board.unanswered(key, reason)));
    }
  }

  /** Asks for one; the result is why it was not answered, if it was not. */
  private Optional<String> ask(ItemKey key) throws InterruptedException, RpcFailure {
    Question question;
    synchronized (lock) {
      question = board.question(key);
    }
    try {
      Answer answer = balancer.ask(question, settings.push().address().toString());
      back();
      synchronized (lock) {
        report(board.answered(question, answer.known(), answer.through()));
        board.known(key).ifPresent(display::heard);
      }
    } catch (RpcFault fault) {
      if (fault.is(FaultCode.UNAVAILABLE) || fault.is(FaultCode.OUTCOME_UNKNOWN)) {
        return Optional.of(fault.getMessage());
      }
      refused(key, fault.getMessage());
    } catch (IllegalArgumentException malformed) {
      refused(key, "an answer that makes no sense: " + malformed.getMessage());
    }
    return Optional.empty();
  }

  private void refused(ItemKey key, String reason) {
    back();
    synchronized (lock) {
      report(board.refused(key, reason));
    }
  }

  private void keepRegistered() throws InterruptedException {
    if (!settings.push().wanted()) {
      return;
    }
    Catalogue confirmed;
    synchronized (lock) {
      confirmed = board.confirmed();
    }
    try {
      Registration.Kept kept = registration.keep(confirmed);
      report(kept.changes());
      kept.since().ifPresent(this::catchUp);
    } catch (RpcFailure | RpcFault e) {
      lost(e.getMessage());
    }
  }

  /** Asks again for what may have changed since it was asked for and before it is pushed. */
  private void catchUp(Version pushedAfter) {
    synchronized (lock) {
      board.pushedAfter(pushedAfter);
      doubted.addAll(board.confirmed().keys());
    }
    woken.release();
  }

  /** On a worker thread of the port. */
  private void pushed(Known update) {
    synchronized (lock) {
      report(board.pushed(update));
      board.known(update.item().key()).ifPresent(display::heard);
    }
  }

  private void lost(String reason) {
    synchronized (lock) {
      report(contact.lost(reason, System.nanoTime()));
    }
  }

  private void back() {
    synchronized (lock) {
      List<Change> changes = contact.answered(System.nanoTime());
      if (!changes.isEmpty()) {
        registration.doubt();
      }
      report(changes);
    }
  }

  private void report(List<Change> changes) {
    if (changes.isEmpty()) {
      return;
    }
    synchronized (lock) {
      display.changed(changes);
      for (Change change : changes) {
        if (change instanceof Change.Doubted doubt && Thread.currentThread() != loop) {
          doubted.add(doubt.key());
          woken.release();
        } else if (change instanceof Change.Outdated outdated) {
          doubted.add(outdated.key());
          woken.release();
        } else if (change instanceof Change.Undone) {
          registration.doubt();
        }
      }
    }
  }

  private List<ItemKey> takeDoubted() {
    synchronized (lock) {
      List<ItemKey> taken = List.copyOf(doubted);
      doubted.clear();
      return taken;
    }
  }

  /** Sooner than the interval says while there is no answer, or no push to rely on. */
  private long nextRound(long lastRound) {
    boolean hurry;
    synchronized (lock) {
      hurry = contact.isLost() || (settings.push().wanted() && !registration.isHeld());
    }
    Duration pause =
        hurry && settings.interval().compareTo(RETRY) > 0 ? RETRY : settings.interval();
    return lastRound + pause.toNanos();
  }

  private void sleepUntil(long wakeAt) throws InterruptedException {
    if (woken.tryAcquire(Math.max(0, wakeAt - System.nanoTime()), TimeUnit.NANOSECONDS)) {
      woken.drainPermits();
    }
  }
}
