package olympics.obelix;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import olympics.games.core.ItemKey;
import olympics.obelix.core.CacheKey;
import olympics.obelix.core.CachedValue;
import olympics.obelix.core.Change;
import olympics.obelix.core.PushOwnership;
import olympics.obelix.core.PushQueue;
import olympics.obelix.core.PushQueue.Push;
import olympics.obelix.core.Roster;
import olympics.process.core.Address;
import olympics.process.core.ProcessId;
import olympics.rpc.FaultCode;
import olympics.rpc.RpcFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pushes updates to the tablets that this front-end owns. Its state is confined to the scheduler's
 * one thread; every method may be called from any thread and returns at once.
 *
 * <p>Each tablet has its own queue, so that one that is slow or dead delays nobody.
 */
final class TabletPusher implements UpdateListener {
  private static final Logger LOG = LoggerFactory.getLogger(TabletPusher.class);
  private static final Duration LOOK_AROUND = Duration.ofMillis(500);

  /** Sends one update to a tablet, with its key; the future fails if there was no answer. */
  @FunctionalInterface
  interface Sender {
    CompletableFuture<?> send(Tablet tablet, Push push);
  }

  /** Which front-ends live. */
  record FrontEnds(Supplier<ProcessId> self, Supplier<Collection<ProcessId>> others) {
    Set<ProcessId> all() {
      Set<ProcessId> all = new HashSet<>(others.get());
      all.add(self.get());
      return all;
    }
  }

  /** A tablet, what it follows, and what is still to be sent to it. */
  private static final class Owned {
    final Tablet tablet;
    final Set<ItemKey> items;
    final PushQueue queue = new PushQueue();

    /** Whether it has refused an update for its key: it will register anew, if it lives. */
    boolean refuses;

    Owned(Tablet tablet) {
      this.tablet = tablet;
      this.items = tablet.items();
    }
  }

  private final ScheduledExecutorService thread;
  private final LongSupplier clock;
  private final Sender sender;
  private final FrontEnds frontEnds;
  private Function<CacheKey, CompletableFuture<Reading>> reader = key -> new CompletableFuture<>();

  private final Roster<Address, Tablet> roster = new Roster<>();
  private Map<Address, Tablet> registered = Map.of();
  private Set<ProcessId> live = Set.of();
  private Map<Address, Owned> owned = new HashMap<>();

  TabletPusher(
      ScheduledExecutorService thread, LongSupplier clock, Sender sender, FrontEnds frontEnds) {
    this.thread = thread;
    this.clock = clock;
    this.sender = sender;
    this.frontEnds = frontEnds;
  }

  /**
   * Begins to look out for front-ends that come and go.
   *
   * @param read reads what the database holds now
   */
  void start(Function<CacheKey, CompletableFuture<Reading>> read) {
    run(() -> reader = read);
    var unused =
        thread.scheduleWithFixedDelay(
            () -> guarded(this::lookAround), 0, LOOK_AROUND.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void onTablets(Roster.Page<Address, Tablet> page, long sentAt) {
    run(
        () -> {
          roster.onPage(page, sentAt);
          if (!page.more()) {
            listChanged(Set.of());
          }
        });
  }

  @Override
  public void onTabletNews(List<Tablet> tablets, List<Address> gone) {
    if (tablets.isEmpty() && gone.isEmpty()) {
      return;
    }
    long now = clock.getAsLong();
    run(
        () -> {
          tablets.forEach(tablet -> roster.onNotice(tablet.address(), Optional.of(tablet), now));
          gone.forEach(address -> roster.onNotice(address, Optional.empty(), now));
          listChanged(new HashSet<>(tablets));
        });
  }

  /**
   * Shares out what is registered now, if that has changed.
   *
   * @param newcomers tablets that have registered just now; of one that a page tells of nobody
   *     knows since when it has been there
   */
  private void listChanged(Set<Tablet> newcomers) {
    Map<Address, Tablet> now = roster.entries();
    if (!now.equals(registered)) {
      registered = now;
      shareOut(newcomers);
    }
  }

  @Override
  public void onValues(List<Push> values) {
    run(() -> values.forEach(this::offer));
  }

  @Override
  public void onChanges(List<Change> changes) {
    if (!changes.isEmpty()) {
      run(
          () -> {
            Set<ItemKey> missed = new HashSet<>();
            for (Change change : changes) {
              if (owned.values().stream()
                  .anyMatch(
                      o ->
                          o.items.contains(change.item())
                              && !o.queue.has(change.item(), change.version()))) {
                missed.add(change.item());
              }
            }
            catchUp(missed);
          });
    }
  }

  private void lookAround() {
    Set<ProcessId> now = frontEnds.all();
    if (!now.equals(live)) {
      live = now;
      shareOut(Set.of());
    }
  }

  /**
   * Keeps the tablets that are owned still, and brings those up to date that were another's. A
   * tablet that has just registered hears of what happens from now on: it reads the rest itself.
   * But what it refused before, since it has another key than it was known by, is read for it
   * again.
   */
  private void shareOut(Set<Tablet> newcomers) {
    if (live.isEmpty()) {
      return;
    }
    ProcessId self = frontEnds.self().get();
    Map<Address, Owned> next = new HashMap<>();
    Set<ItemKey> news = new HashSet<>();
    for (Tablet tablet : registered.values()) {
      if (PushOwnership.owner(tablet.address(), live).equals(Optional.of(self))) {
        Owned before = owned.get(tablet.address());
        if (before != null && before.tablet.equals(tablet)) {
          next.put(tablet.address(), before);
        } else {
          Owned taken = new Owned(tablet);
          next.put(tablet.address(), taken);
          if (!newcomers.contains(tablet) || (before != null && before.refuses)) {
            news.addAll(taken.items);
          }
        }
      }
    }
    if (!next.keySet().equals(owned.keySet())) {
      LOG.info(
          "pushes to {} of {} tablets front_ends={}", next.size(), registered.size(), live.size());
    }
    owned = next;
    catchUp(news);
  }

  /** Reads what items are now, for whom an update may have passed by. */
  private void catchUp(Set<ItemKey> items) {
    for (ItemKey item : items) {
      var unused =
          reader
              .apply(new CacheKey.Item(item))
              .whenComplete(
                  (reading, error) -> {
                    if (error == null) {
                      run(() -> offer(push(reading.value())));
                    } else {
                      LOG.debug("could not read {} for its tablets: {}", item, error.getMessage());
                    }
                  });
    }
  }

  private static Push push(CachedValue value) {
    if (value instanceof CachedValue.Tally tally) {
      return Notice.push(tally);
    }
    if (value instanceof CachedValue.Score score) {
      return Notice.push(score);
    }
    throw new IllegalArgumentException("only tallies and scores are pushed, not " + value);
  }

  private void offer(Push push) {
    for (Owned each : owned.values()) {
      if (each.items.contains(push.item())) {
        each.queue.offer(push);
        sendNext(each);
      }
    }
  }

  private void sendNext(Owned to) {
    if (owned.get(to.tablet.address()) != to) {
      return; // It was taken over by another front-end, or is registered anew.
    }
    Optional<Push> next = to.queue.next(clock.getAsLong());
    if (next.isPresent()) {
      var unused =
          sender
              .send(to.tablet, next.get())
              .whenComplete((answer, error) -> run(() -> sent(to, error)));
    }
  }

  private void sent(Owned to, Throwable error) {
    Throwable cause = error == null ? null : Failures.cause(error);
    if (cause instanceof RpcFault fault && fault.is(FaultCode.NOT_AUTHORISED)) {
      refused(to);
    }
    // A fault is an answer: sending the same again would bring the same.
    if (cause == null || cause instanceof RpcFault) {
      to.queue.onDelivered();
      sendNext(to);
      return;
    }
    Duration pause = to.queue.onFailed(clock.getAsLong());
    LOG.debug("tablet {} did not answer: {}", to.tablet.address(), error.getMessage());
    try {
      var unused =
          thread.schedule(() -> guarded(() -> sendNext(to)), pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("stopping, nothing more is pushed");
    }
  }

  /**
   * A tablet that was started again at the same port refuses what is pushed with the key of its
   * life before, until its new registration is known here. Only that one can help: a key never
   * changes.
   */
  private void refused(Owned by) {
    Owned now = owned.get(by.tablet.address());
    if (now == by) {
      by.refuses = true;
      LOG.debug("tablet {} has another push key, it has to register anew", by.tablet.address());
    } else if (now != null) {
      catchUp(now.items);
    }
  }

  private void run(Runnable task) {
    try {
      thread.execute(() -> guarded(task));
    } catch (RejectedExecutionException e) {
      LOG.debug("stopping, nothing more is pushed");
    }
  }

  /** A task that fails must not end the thread or its schedule unheard. */
  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("pushing to tablets failed", e);
    }
  }
}
