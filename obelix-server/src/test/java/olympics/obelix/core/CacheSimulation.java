package olympics.obelix.core;

import static olympics.obelix.core.Histories.seconds;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import olympics.games.core.ItemKey;
import olympics.games.core.Version;

/**
 * Two caches, one in pull mode and one in push mode, before a database that is restarted and
 * restored, over links that delay, reorder and lose messages; both are stopped for a while now and
 * then. Every hit is held against what was true.
 */
final class CacheSimulation {
  static final List<String> TEAMS = List.of("Gaul", "Rome", "Persia");
  private static final double LENGTH_SECONDS = 40;

  /** What is wrong on purpose. */
  enum Bug {
    NONE,
    NO_TOMBSTONE_CHECK,
    UNCONDITIONAL_FILL,
    AGE_FROM_REPLY,
    NO_EPOCH_CHECK,
    MIN_VERSION_OF_NEW_EPOCH_IGNORED,
    ADVANCE_WITHOUT_SINCE_CHECK
  }

  private record Event(long at, long sequence, Runnable action) {}

  /** One front-end's cache, and what it was told. */
  private final class FrontEnd {
    private final boolean pull;
    private final long interval;
    private final long bound;
    private final Cache cache;
    private final Map<ItemKey, Change> newestTold = new HashMap<>();
    private long stoppedUntil;

    FrontEnd(boolean pull, double intervalSeconds) {
      this.pull = pull;
      this.interval = seconds(intervalSeconds);
      this.bound = interval + seconds(1);
      this.cache = new Cache(new CacheLimits(Duration.ofNanos(bound), 10, 4), rule());
    }

    void pollForever() {
      long sentAt = now;
      if (now >= stoppedUntil) {
        poll(sentAt);
      }
      after(interval, this::pollForever);
    }

    void poll(long sentAt) {
      Optional<Version> since = cache.reconciledThrough();
      after(
          delay(),
          () -> {
            Poll answer = database.changesSince(since, sentAt);
            after(delay(), () -> whenRunning(() -> polled(answer)));
          });
    }

    private void polled(Poll answer) {
      Poll taken =
          bug == Bug.AGE_FROM_REPLY
              ? new Poll(
                  answer.since(),
                  now,
                  answer.through(),
                  answer.lineage(),
                  answer.reset(),
                  answer.changes())
              : answer;
      if (!(cache.onPoll(taken) instanceof PollOutcome.Overtaken)) {
        tell(answer.changes());
      }
    }

    void fetch(String team) {
      long sentAt = now;
      after(
          delay(),
          () -> {
            Fill fill = new Fill(database.read(team), database.through(), sentAt);
            after(delay(), () -> whenRunning(() -> fetched(team, fill)));
          });
    }

    private void fetched(String team, Fill fill) {
      Fill taken = bug == Bug.AGE_FROM_REPLY ? new Fill(fill.value(), fill.through(), now) : fill;
      if (cache.fill(CacheKey.tally(team), taken).isEmpty()) {
        fills++;
        Change told = newestTold.get(ItemKey.tally(team));
        boolean late =
            told != null
                && cache.standing(told.version()) == Cache.Standing.HELD
                && told.version().number() > fill.through().number();
        if (late) {
          violate("a late fill landed: " + fill + " after " + told);
        }
      }
    }

    void noticed(ChangeNotice notice) {
      if (pull) {
        return;
      }
      ChangeNotice taken =
          bug == Bug.ADVANCE_WITHOUT_SINCE_CHECK
              ? new ChangeNotice(cache.reconciledThrough(), notice.through(), notice.changes())
              : notice;
      if (cache.onNotice(taken, now).complete()) {
        complete++;
      } else {
        poll(now);
      }
      tell(notice.changes());
    }

    private void tell(Collection<Change> changes) {
      for (Change change : changes) {
        if (cache.standing(change.version()) == Cache.Standing.HELD) {
          newestTold.merge(
              change.item(),
              change,
              (a, b) ->
                  cache.standing(a.version()) == Cache.Standing.HELD
                          && a.version().number() > b.version().number()
                      ? a
                      : b);
        }
      }
    }

    void read(String team, Client client) {
      Optional<Version> min = client.sendsMinVersion ? client.seen : Optional.empty();
      if (bug == Bug.MIN_VERSION_OF_NEW_EPOCH_IGNORED && min.isPresent()) {
        cache.rememberUndone(min.get().epoch());
      }
      Lookup lookup = cache.lookup(CacheKey.tally(team), min, now);
      if (lookup instanceof Lookup.Hit hit) {
        hits++;
        if (!pull && min.isPresent()) {
          hitsAsked++;
        }
        check(team, hit, min);
        client.saw(((CachedValue.Tally) hit.value()).team().stamp().version());
        return;
      }
      fetch(team);
      if (lookup.equals(new Lookup.Miss(Lookup.Reason.UNKNOWN_EPOCH))) {
        poll(now);
      }
    }

    private void check(String team, Lookup.Hit hit, Optional<Version> min) {
      Version got = ((CachedValue.Tally) hit.value()).team().stamp().version();
      if (!hit.freshness().stale() && !database.wasTrueBetween(team, got, now - bound, now)) {
        violate("an unflagged read is older than the bound: " + team + " " + hit);
      }
      boolean sameHistory =
          database.lineage().contains(hit.through()) && database.lineage().contains(got);
      if (sameHistory && !database.newest(team, hit.through().number()).equals(got)) {
        violate("not true for the version that it says: " + team + " " + hit);
      }
      if (min.isPresent() && database.lineage().contains(min.get())) {
        Version needed = database.newest(team, Math.max(TEAMS.size(), min.get().number()));
        if (database.lineage().contains(got) && got.number() < needed.number()) {
          violate("a read with min_version " + min.get() + " got " + got + " of " + team);
        }
      }
    }

    private void whenRunning(Runnable action) {
      if (now >= stoppedUntil) {
        action.run();
      } else {
        after(stoppedUntil - now + random.nextInt(1_000_000), () -> whenRunning(action));
      }
    }
  }

  /**
   * What the database tells one front-end: one message at a time, each with all that changed since
   * the last. Messages and their answers are lost or late; the database then goes on without.
   */
  private final class Feed {
    private final FrontEnd to;
    private final Map<ItemKey, Change> pending = new HashMap<>();
    private Optional<Version> acknowledged = Optional.empty();
    private Optional<Version> through = Optional.empty();
    private long inFlight;

    Feed(FrontEnd to) {
      this.to = to;
    }

    void committed(Change change) {
      pending.put(change.item(), change);
      through = Optional.of(change.version());
      send();
    }

    /** The database was started anew: it knows nothing of what it told before. */
    void forget() {
      pending.clear();
      acknowledged = Optional.empty();
      inFlight = 0;
    }

    private void send() {
      if (inFlight != 0 || pending.isEmpty()) {
        return;
      }
      long mine = ++sequence;
      inFlight = mine;
      ChangeNotice notice =
          new ChangeNotice(acknowledged, through.orElseThrow(), List.copyOf(pending.values()));
      pending.clear();
      if (random.nextInt(4) > 0) {
        after(
            delay(),
            () ->
                to.whenRunning(
                    () -> {
                      to.noticed(notice);
                      if (random.nextInt(10) > 0) {
                        after(delay(), () -> ended(mine, Optional.of(notice.through())));
                      }
                    }));
      }
      after(seconds(0.7), () -> ended(mine, Optional.empty()));
    }

    private void ended(long message, Optional<Version> taken) {
      if (inFlight == message) {
        inFlight = 0;
        acknowledged = taken;
        send();
      }
    }
  }

  /** Reads now here, now there. */
  private final class Client {
    private final boolean sendsMinVersion;
    private Optional<Version> seen = Optional.empty();

    Client(boolean sendsMinVersion) {
      this.sendsMinVersion = sendsMinVersion;
    }

    void saw(Version version) {
      boolean newer =
          seen.isEmpty()
              || !database.lineage().contains(seen.get())
              || (database.lineage().contains(version) && version.number() > seen.get().number());
      if (newer) {
        seen = Optional.of(version);
      }
    }
  }

  private final Bug bug;
  private final Random random;
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparing(Event::sequence));
  private final SimulatedDatabase database = new SimulatedDatabase(TEAMS);
  private final List<FrontEnd> frontEnds;
  private final List<Feed> feeds;
  private final List<Client> clients =
      List.of(new Client(true), new Client(true), new Client(false));
  private final List<String> violations = new ArrayList<>();
  private long now;
  private long sequence;
  private int hits;
  private int fills;
  private int complete;
  private int hitsAsked;

  CacheSimulation(long seed, Bug bug) {
    this.bug = bug;
    this.random = new Random(seed);
    this.frontEnds = List.of(new FrontEnd(true, 1), new FrontEnd(false, 3));
    this.feeds = frontEnds.stream().map(Feed::new).toList();
  }

  /** Runs it to its end; what went wrong, if anything. */
  List<String> run() {
    frontEnds.forEach(FrontEnd::pollForever);
    every(0.25, this::writeSomething);
    every(0.05, this::readSomething);
    every(
        8,
        () -> {
          database.restart(random.nextInt(5), now);
          feeds.forEach(Feed::forget);
        });
    every(9, () -> anyFrontEnd().stoppedUntil = now + seconds(random.nextInt(6)));
    while (!events.isEmpty() && violations.isEmpty()) {
      Event event = events.remove();
      now = event.at();
      if (now > seconds(LENGTH_SECONDS)) {
        break;
      }
      event.action().run();
    }
    return violations;
  }

  int hits() {
    return hits;
  }

  int fills() {
    return fills;
  }

  /** Notices that followed on what was known. */
  int complete() {
    return complete;
  }

  /** Hits in push mode of reads that asked for a version. */
  int hitsAsked() {
    return hitsAsked;
  }

  private void writeSomething() {
    Change change = database.write(anyTeam(), now);
    feeds.forEach(feed -> feed.committed(change));
    Client writer = clients.get(random.nextInt(clients.size()));
    after(delay(), () -> writer.saw(change.version()));
  }

  private void readSomething() {
    FrontEnd frontEnd = anyFrontEnd();
    if (now >= frontEnd.stoppedUntil) {
      frontEnd.read(anyTeam(), clients.get(random.nextInt(clients.size())));
    }
  }

  private FillRule rule() {
    return switch (bug) {
      case NO_TOMBSTONE_CHECK ->
          (key, fill, tombstones, lineage) ->
              lineage.isPresent() && lineage.get().contains(fill.through())
                  ? Optional.empty()
                  : Optional.of(Refusal.NOT_IN_LINEAGE);
      case NO_EPOCH_CHECK ->
          (key, fill, tombstones, lineage) ->
              tombstones.forbid(key, fill)
                  ? Optional.of(Refusal.INVALIDATED_SINCE)
                  : Optional.empty();
      case UNCONDITIONAL_FILL -> (key, fill, tombstones, lineage) -> Optional.empty();
      default -> FillRule.STRICT;
    };
  }

  private void every(double meanSeconds, Runnable action) {
    after(
        seconds(meanSeconds * 2 * random.nextDouble()),
        () -> {
          action.run();
          every(meanSeconds, action);
        });
  }

  private void after(long nanos, Runnable action) {
    events.add(new Event(now + nanos, sequence++, action));
  }

  /** Mostly short, sometimes so long that everything else overtakes. */
  private long delay() {
    return seconds(random.nextInt(10) == 0 ? 3 * random.nextDouble() : 0.1 * random.nextDouble());
  }

  private String anyTeam() {
    return TEAMS.get(random.nextInt(TEAMS.size()));
  }

  private FrontEnd anyFrontEnd() {
    return frontEnds.get(random.nextInt(frontEnds.size()));
  }

  private void violate(String what) {
    violations.add(what + " at " + now / 1e9 + " s");
  }
}
