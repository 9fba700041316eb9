package olympics.obelix;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import olympics.games.core.ItemKey;
import olympics.games.core.Version;
import olympics.obelix.core.Cache;
import olympics.obelix.core.CacheKey;
import olympics.obelix.core.CacheLimits;
import olympics.obelix.core.CachedValue;
import olympics.obelix.core.Change;
import olympics.obelix.core.ChangeNotice;
import olympics.obelix.core.Fill;
import olympics.obelix.core.Lookup;
import olympics.obelix.core.Poll;
import olympics.obelix.core.PollOutcome;
import olympics.obelix.core.Refusal;
import olympics.rpc.FaultCode;
import olympics.rpc.RpcFault;
import olympics.wire.Freshness;

/**
 * Stands between the RPC methods and the database: answers from the cache, fetches what is missing,
 * polls for what changed. Thread-safe; nothing blocks.
 *
 * <p>One lock guards the cache and the fetches under way; it is never held while another process is
 * waited for.
 */
final class ScoreKeeper {
  /**
   * How a cache is kept.
   *
   * @param pollInterval between polls in pull mode
   * @param reconcileInterval between polls in the other modes
   */
  record Settings(CacheMode mode, Duration pollInterval, Duration reconcileInterval) {
    Duration interval() {
      return mode == CacheMode.PULL ? pollInterval : reconcileInterval;
    }
  }

  /** A fetch under way, shared by the reads that wait for it. */
  private record Flight(long sentAt, CompletableFuture<Database.Fetched> answer) {}

  private final CacheMode mode;
  private final DatabaseLink database;
  private final LongSupplier clock;
  private final UpdateListener listener;
  private final Poller poller;
  private final CacheLog log = new CacheLog();
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();

  private final Object lock = new Object();
  private final Cache cache;
  private final Map<CacheKey, Flight> flights = new HashMap<>();

  /**
   * A keeper that knows nothing yet; {@link #poll} makes it learn.
   *
   * @param clock monotonic nanoseconds from 0
   * @param listener hears of changes and tablets
   */
  ScoreKeeper(
      Settings settings,
      DatabaseLink database,
      LongSupplier clock,
      ScheduledExecutorService scheduler,
      UpdateListener listener) {
    this.mode = settings.mode();
    this.database = database;
    this.clock = clock;
    this.listener = listener;
    this.cache = new Cache(CacheLimits.withBound(settings.interval().plusSeconds(1)));
    this.poller = new Poller(this::sendPoll, clock, scheduler, settings.interval());
  }

  /** Polls now, which begins the polling; the result is done when the poll is answered. */
  CompletableFuture<Void> poll() {
    return poller.fresh();
  }

  long hits() {
    return hits.sum();
  }

  long misses() {
    return misses.sum();
  }

  CacheMode mode() {
    return mode;
  }

  /** What is cached now. */
  Collection<CachedValue> contents() {
    synchronized (lock) {
      return cache.contents().values();
    }
  }

  /**
   * Reads an item, or all.
   *
   * @param minVersion the answer must not be older; one that the database's history does not hold
   *     counts as absent
   * @return the value; or fails with the fault to answer
   */
  CompletableFuture<Reading> read(CacheKey key, Optional<Version> minVersion) {
    long now = clock.getAsLong();
    if (mode == CacheMode.NONE) {
      misses.increment();
      return ask(key, minVersion, now);
    }
    Lookup lookup;
    synchronized (lock) {
      lookup = cache.lookup(key, minVersion, now);
    }
    if (!(lookup instanceof Lookup.Hit hit)) {
      misses.increment();
      return ask(key, minVersion, now);
    }
    hits.increment();
    Reading cached = new Reading(hit.value(), hit.freshness(), hit.through(), true);
    if (!hit.freshness().stale()) {
      return CompletableFuture.completedFuture(cached);
    }
    if (database.away()) {
      return CompletableFuture.completedFuture(servedStale(key, cached, now));
    }
    // Only if the database has no better answer is something past the bound served, and flagged.
    return ask(key, minVersion, now)
        .exceptionallyCompose(
            error -> {
              boolean unreachable =
                  Failures.cause(error) instanceof RpcFault fault
                      && fault.is(FaultCode.UNAVAILABLE);
              if (!unreachable) {
                return CompletableFuture.failedFuture(error);
              }
              return CompletableFuture.completedFuture(servedStale(key, cached, now));
            });
  }

  private Reading servedStale(CacheKey key, Reading cached, long now) {
    log.servedStale(key, cached.freshness().age(), now);
    return cached;
  }

  /** Reads what the database holds now, whatever is cached. */
  CompletableFuture<Reading> readThrough(CacheKey key) {
    return ask(key, Optional.empty(), clock.getAsLong());
  }

  /** Reads from the database, or joins a fetch under way, and judges what comes by the version. */
  private CompletableFuture<Reading> ask(CacheKey key, Optional<Version> minVersion, long since) {
    Flight flight = join(key);
    return flight
        .answer()
        .thenCompose(
            fetched ->
                minVersion.isEmpty()
                    ? CompletableFuture.completedFuture(flight)
                    : judged(key, flight, fetched, minVersion.get(), since))
        .thenApply(this::reading)
        .exceptionallyCompose(error -> CompletableFuture.failedFuture(Failures.ofRead(error)));
  }

  private Reading reading(Flight flight) {
    Duration age = Duration.ofNanos(Math.max(0, clock.getAsLong() - flight.sentAt()));
    Database.Fetched fetched = flight.answer().join();
    return new Reading(fetched.value(), new Freshness(false, age), fetched.through(), false);
  }

  private CompletableFuture<Flight> judged(
      CacheKey key, Flight flight, Database.Fetched fetched, Version minVersion, long since) {
    return switch (verdict(fetched, minVersion)) {
      case GOOD -> CompletableFuture.completedFuture(flight);
      case OLDER_THAN_ASKED ->
          flight.sentAt() - since < 0
              ? refetched(key, minVersion)
              : CompletableFuture.failedFuture(neverWritten(minVersion));
      case UNKNOWN_EPOCH ->
          poller
              .fresh()
              .thenCompose(
                  polled -> {
                    forgetIfUndone(minVersion);
                    return verdict(fetched, minVersion) == Cache.Verdict.GOOD
                        ? CompletableFuture.completedFuture(flight)
                        : refetched(key, minVersion);
                  });
    };
  }

  /**
   * A fetch that begins now; what it brings is as new as anything that the reader can have seen.
   */
  private CompletableFuture<Flight> refetched(CacheKey key, Version minVersion) {
    Flight flight = begin(key);
    return flight
        .answer()
        .thenCompose(
            fetched ->
                switch (verdict(fetched, minVersion)) {
                  case GOOD -> CompletableFuture.completedFuture(flight);
                  case OLDER_THAN_ASKED -> CompletableFuture.failedFuture(neverWritten(minVersion));
                  case UNKNOWN_EPOCH ->
                      CompletableFuture.failedFuture(
                          new RpcFault(
                              FaultCode.UNAVAILABLE,
                              "the database was started anew while it was read, ask again"));
                });
  }

  private Cache.Verdict verdict(Database.Fetched fetched, Version minVersion) {
    synchronized (lock) {
      return cache.judge(fetched.through(), minVersion);
    }
  }

  private void forgetIfUndone(Version minVersion) {
    synchronized (lock) {
      if (cache.standing(minVersion) == Cache.Standing.UNKNOWN) {
        cache.rememberUndone(minVersion.epoch());
      }
    }
  }

  private static RpcFault neverWritten(Version minVersion) {
    return new RpcFault(
        FaultCode.BAD_ARGUMENT,
        "min_version "
            + minVersion
            + " is newer than anything the database has written, expected one from an answer");
  }

  /** The fetch of the key that is under way, or a new one. */
  private Flight join(CacheKey key) {
    Flight present;
    synchronized (lock) {
      present = mode == CacheMode.NONE ? null : flights.get(key);
    }
    return present == null ? begin(key) : present;
  }

  private Flight begin(CacheKey key) {
    Flight flight = new Flight(clock.getAsLong(), new CompletableFuture<>());
    synchronized (lock) {
      flights.put(key, flight);
    }
    var unused =
        database.fetch(key).whenComplete((fetched, error) -> landed(key, flight, fetched, error));
    return flight;
  }

  private void landed(CacheKey key, Flight flight, Database.Fetched fetched, Throwable error) {
    Optional<Refusal> refusal = Optional.empty();
    boolean keep = error == null && mode != CacheMode.NONE;
    synchronized (lock) {
      flights.remove(key, flight);
      if (keep) {
        refusal = cache.fill(key, new Fill(fetched.value(), fetched.through(), flight.sentAt()));
      }
    }
    if (error != null) {
      flight.answer().completeExceptionally(error);
      return;
    }
    if (keep && refusal.isEmpty()) {
      log.cached(key, fetched);
    }
    refusal.ifPresent(reason -> log.notCached(key, fetched, reason));
    if (refusal.equals(Optional.of(Refusal.NOT_IN_LINEAGE))) {
      var unused = poller.fresh();
    }
    flight.answer().complete(fetched);
  }

  /** Takes in what the database tells after a commit. */
  void onNotice(Notice notice) {
    if (mode == CacheMode.PUSH) {
      takeIn(notice.changes());
    }
    listener.onTabletNews(notice.registered(), notice.unregistered());
    listener.onValues(notice.values());
  }

  private void takeIn(ChangeNotice notice) {
    Cache.NoticeOutcome outcome;
    synchronized (lock) {
      notice.changes().forEach(change -> detachFlights(change.item()));
      outcome = cache.onNotice(notice, clock.getAsLong());
    }
    log.invalidated(outcome.dropped(), "notice");
    if (!outcome.complete()) {
      var unused = poller.fresh();
    }
  }

  /** A write that went through here was answered: in push mode no later read sees the old value. */
  void onWritten(Change change) {
    if (mode == CacheMode.PUSH) {
      invalidate(List.of(change), "write");
    }
  }

  /** A write that went through here may have been, or may still be, executed. */
  void onPerhapsWritten(ItemKey item) {
    if (mode == CacheMode.PUSH) {
      List<CacheKey> dropped;
      synchronized (lock) {
        detachFlights(item);
        dropped = cache.drop(item, clock.getAsLong());
      }
      log.invalidated(dropped, "write");
    }
  }

  private void invalidate(List<Change> changes, String reason) {
    List<CacheKey> dropped;
    boolean newEpoch;
    synchronized (lock) {
      changes.forEach(change -> detachFlights(change.item()));
      dropped = cache.invalidate(changes, clock.getAsLong());
      newEpoch =
          changes.stream().anyMatch(c -> cache.standing(c.version()) == Cache.Standing.UNKNOWN);
    }
    log.invalidated(dropped, reason);
    if (newEpoch) {
      var unused = poller.fresh();
    }
  }

  /** Reads that begin from now on do not wait for a fetch that may miss the write. */
  private void detachFlights(ItemKey item) {
    flights.remove(new CacheKey.Item(item));
    flights.remove(CacheKey.Whole.NAMES);
    if (item.kind() == ItemKey.Kind.TALLY) {
      flights.remove(CacheKey.Whole.MEDAL_TABLE);
    }
  }

  private CompletableFuture<Void> sendPoll(long sentAt) {
    Optional<Version> since;
    synchronized (lock) {
      since = cache.reconciledThrough();
    }
    return database
        .changesSince(since)
        .thenAccept(changes -> onPolled(since, sentAt, changes))
        .whenComplete((done, error) -> log.pollFailed(error));
  }

  private void onPolled(Optional<Version> since, long sentAt, Database.Changes answer) {
    Poll poll =
        new Poll(
            since, sentAt, answer.through(), answer.lineage(), answer.reset(), answer.changes());
    PollOutcome outcome;
    synchronized (lock) {
      outcome = cache.onPoll(poll);
      answer.changes().forEach(change -> detachFlights(change.item()));
    }
    if (outcome instanceof PollOutcome.Reconciled reconciled) {
      log.invalidated(reconciled.invalidated(), mode == CacheMode.PULL ? "poll" : "periodic clear");
    } else if (outcome instanceof PollOutcome.Flushed flushed) {
      log.flushed(flushed.dropped());
    }
    listener.onChanges(answer.changes());
  }
}
