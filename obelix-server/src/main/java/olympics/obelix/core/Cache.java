package olympics.obelix.core;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import olympics.games.core.ItemKey;
import olympics.games.core.Lineage;
import olympics.games.core.Version;
import olympics.wire.Freshness;

/**
 * A front-end's cache: what may be served, kept and dropped. Not thread-safe.
 *
 * <p>An entry is true for the version it was read through, and, as long as it stays, for the
 * version up to which every change was heard of: by polls, and by notices that leave nothing out.
 * Its age counts from when the fetch or that poll was <em>sent</em>: an answer tells nothing about
 * what was written while it was on its way. Times are monotonic nanoseconds from 0.
 *
 * <p>A read with a {@code min_version} never gets something older (monotonic reads and read your
 * writes: Terry et al. 1994). A value read before an invalidation never lands after it (the stale
 * set of Nishtala et al. 2013).
 */
public final class Cache {
  private static final int MAX_UNDONE_EPOCHS = 1_000;

  /**
   * What is kept under a key.
   *
   * @param through the version of the snapshot it was read from
   * @param sentAt when the fetch was sent
   */
  private record Entry(CachedValue value, Version through, long sentAt) {}

  private final CacheLimits limits;
  private final FillRule fillRule;
  private final Map<CacheKey, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
  private final Tombstones tombstones;
  private final Set<String> undoneEpochs = new LinkedHashSet<>();
  private Optional<Lineage> lineage = Optional.empty();
  private final Reconciliation reconciliation = new Reconciliation();

  /** An empty cache, which keeps nothing before the first poll. */
  public Cache(CacheLimits limits) {
    this(limits, FillRule.STRICT);
  }

  Cache(CacheLimits limits, FillRule fillRule) {
    this.limits = limits;
    this.fillRule = fillRule;
    this.tombstones = new Tombstones(limits.maxTombstones());
  }

  /** The version up to which every change was heard of: what to ask about in the next poll. */
  public Optional<Version> reconciledThrough() {
    return reconciliation.through();
  }

  /** The database's epochs, as of the last poll. */
  public Optional<Lineage> lineage() {
    return lineage;
  }

  public int size() {
    return entries.size();
  }

  /** What is kept, under which keys. */
  public Map<CacheKey, CachedValue> contents() {
    Map<CacheKey, CachedValue> contents = new LinkedHashMap<>();
    entries.forEach((key, entry) -> contents.put(key, entry.value()));
    return contents;
  }

  /**
   * What a read gets.
   *
   * @param minVersion the reader must not get anything older. One that the database's history does
   *     not hold counts as absent
   */
  public Lookup lookup(CacheKey key, Optional<Version> minVersion, long now) {
    Optional<Version> needed = Optional.empty();
    if (minVersion.isPresent()) {
      switch (standing(minVersion.get())) {
        case UNKNOWN -> {
          return new Lookup.Miss(Lookup.Reason.UNKNOWN_EPOCH);
        }
        case HELD -> needed = minVersion;
        case UNDONE -> needed = Optional.empty();
      }
    }
    Entry entry = entries.get(key);
    if (entry == null) {
      return new Lookup.Miss(Lookup.Reason.ABSENT);
    }
    if (needed.isPresent() && trueThrough(entry).number() < needed.get().number()) {
      return new Lookup.Miss(Lookup.Reason.OLDER_THAN_ASKED);
    }
    Duration age =
        Duration.ofNanos(Math.max(0, now - Math.max(entry.sentAt(), reconciliation.polledAt())));
    boolean stale = age.compareTo(limits.bound()) > 0;
    return new Lookup.Hit(entry.value(), new Freshness(stale, age), trueThrough(entry));
  }

  /** How a version stands to the database's history. */
  public enum Standing {
    /** The history holds it, or may come to hold it. */
    HELD,
    /** It saw a future that was undone. */
    UNDONE,
    /** It is of an epoch that was not heard of: of the future, or made up. */
    UNKNOWN
  }

  /** How a version stands to the database's history, as far as it is known. */
  public Standing standing(Version version) {
    if (lineage.isEmpty()) {
      return Standing.UNKNOWN;
    }
    if (lineage.get().contains(version)) {
      return Standing.HELD;
    }
    boolean past =
        lineage.get().epochs().stream().anyMatch(epoch -> epoch.id().equals(version.epoch()));
    return past || undoneEpochs.contains(version.epoch()) ? Standing.UNDONE : Standing.UNKNOWN;
  }

  /** How an answer stands to the version that the reader asked for at least. */
  public enum Verdict {
    /** It may be given. */
    GOOD,
    /** It is older than what was asked for. */
    OLDER_THAN_ASKED,
    /** One of the versions is of an epoch not heard of: the lineage must be asked for first. */
    UNKNOWN_EPOCH
  }

  /**
   * Whether an answer straight from the database may be given to a read.
   *
   * @param through the version the answer is true for
   */
  public Verdict judge(Version through, Version minVersion) {
    Standing asked = standing(minVersion);
    Standing answered = standing(through);
    if (asked == Standing.UNDONE) {
      return Verdict.GOOD;
    }
    if (asked == Standing.UNKNOWN || answered == Standing.UNKNOWN) {
      return Verdict.UNKNOWN_EPOCH;
    }
    boolean newEnough = answered == Standing.HELD && through.number() >= minVersion.number();
    return newEnough ? Verdict.GOOD : Verdict.OLDER_THAN_ASKED;
  }

  /**
   * Notes that a poll, sent after a version of this epoch was seen, did not tell of the epoch. Its
   * database is gone, so it can never come.
   */
  public void rememberUndone(String epoch) {
    undoneEpochs.add(epoch);
    if (undoneEpochs.size() > MAX_UNDONE_EPOCHS) {
      Iterator<String> oldest = undoneEpochs.iterator();
      oldest.next();
      oldest.remove();
    }
  }

  /**
   * Keeps what was fetched, unless it comes too late.
   *
   * @return why it was not kept; empty if it was
   */
  public Optional<Refusal> fill(CacheKey key, Fill fill) {
    Optional<Refusal> refusal = fillRule.refusal(key, fill, tombstones, lineage);
    if (refusal.isPresent()) {
      return refusal;
    }
    Entry present = entries.get(key);
    if (present != null && present.through().number() > fill.through().number()) {
      return Optional.of(Refusal.OLDER_THAN_CACHED);
    }
    entries.put(key, new Entry(fill.value(), fill.through(), fill.sentAt()));
    if (entries.size() > limits.maxEntries()) {
      Iterator<CacheKey> leastRecentlyRead = entries.keySet().iterator();
      leastRecentlyRead.next();
      leastRecentlyRead.remove();
    }
    return Optional.empty();
  }

  /**
   * Drops what these writes made old: the items, and what holds them (the medal table, the lists of
   * names). What is known to be as new already stays. Writes of an epoch not heard of count as
   * {@link #drop}.
   *
   * @return what was dropped
   */
  public List<CacheKey> invalidate(Collection<Change> changes, long now) {
    Set<CacheKey> dropped = new LinkedHashSet<>();
    for (Change change : changes) {
      if (standing(change.version()) == Standing.HELD) {
        long number = change.version().number();
        tombstones.written(change.item(), number);
        removeIfOlder(change.item(), number, dropped);
      } else {
        dropped.addAll(drop(change.item(), now));
      }
    }
    return List.copyOf(dropped);
  }

  /**
   * Drops an item that was or may be written, when the write's version is not known.
   *
   * @return what was dropped
   */
  public List<CacheKey> drop(ItemKey item, long now) {
    Set<CacheKey> dropped = new LinkedHashSet<>();
    tombstones.dropped(item, now);
    removeIfOlder(item, Long.MAX_VALUE, dropped);
    return List.copyOf(dropped);
  }

  /**
   * What a notice did.
   *
   * @param dropped what it made old
   * @param complete whether every change up to its version has been heard of now; if not, it is
   *     time to poll
   */
  public record NoticeOutcome(List<CacheKey> dropped, boolean complete) {}

  /**
   * Takes in a notice: drops what changed. The rest is true for the notice's version too, if the
   * notice follows on what was heard before.
   */
  public NoticeOutcome onNotice(ChangeNotice notice, long now) {
    List<CacheKey> dropped = invalidate(notice.changes(), now);
    boolean ofThisEpoch =
        lineage.map(known -> known.current().id().equals(notice.through().epoch())).orElse(false);
    return new NoticeOutcome(dropped, ofThisEpoch && reconciliation.onNotice(notice));
  }

  /** Takes in the answer to a poll: drops what changed; the rest is current as of its sending. */
  public PollOutcome onPoll(Poll poll) {
    if (reconciliation.isOvertaken(poll)) {
      return new PollOutcome.Overtaken();
    }
    boolean first = lineage.isEmpty();
    boolean sameHistory = lineage.map(known -> known.isContinuedBy(poll.lineage())).orElse(false);
    boolean sameEpoch = lineage.map(known -> known.equals(poll.lineage())).orElse(false);
    PollOutcome outcome;
    if (first || poll.reset() || !sameHistory) {
      outcome = new PollOutcome.Flushed(clear());
      restart(poll);
    } else {
      outcome = new PollOutcome.Reconciled(reconcile(poll, sameEpoch));
    }
    lineage = Optional.of(poll.lineage());
    reconciliation.onPoll(poll);
    return outcome;
  }

  private List<CacheKey> reconcile(Poll poll, boolean sameEpoch) {
    Set<CacheKey> dropped = new LinkedHashSet<>();
    if (!sameEpoch) {
      // The database may have come back from an older file, behind what was read from it before.
      entries
          .entrySet()
          .removeIf(
              e -> !poll.lineage().contains(e.getValue().through()) && dropped.add(e.getKey()));
    }
    for (Change change : poll.changes()) {
      removeIfOlder(change.item(), change.version().number(), dropped);
    }
    if (sameEpoch) {
      tombstones.forgetBefore(reconciliation.numberAtLastPoll(), reconciliation.polledAt());
      poll.changes().forEach(c -> tombstones.written(c.item(), c.version().number()));
    } else {
      restart(poll);
    }
    return List.copyOf(dropped);
  }

  private void restart(Poll poll) {
    tombstones.restart(poll.through().number());
    reconciliation.forgetNotices();
  }

  /**
   * Drops everything.
   *
   * @return what was dropped
   */
  public List<CacheKey> clear() {
    List<CacheKey> dropped = new ArrayList<>(entries.keySet());
    entries.clear();
    return dropped;
  }

  /** Of two versions that name one state, the one of the later epoch: what was polled. */
  private Version trueThrough(Entry entry) {
    return reconciliation
        .through()
        .filter(polled -> polled.number() >= entry.through().number())
        .orElse(entry.through());
  }

  private void removeIfOlder(ItemKey item, long number, Set<CacheKey> dropped) {
    removeIfOlder(new CacheKey.Item(item), number, dropped);
    if (item.kind() == ItemKey.Kind.TALLY) {
      removeIfOlder(CacheKey.Whole.MEDAL_TABLE, number, dropped);
    }
    Entry names = entries.get(CacheKey.Whole.NAMES);
    if (names != null && !((CachedValue.NameLists) names.value()).names(item)) {
      removeIfOlder(CacheKey.Whole.NAMES, number, dropped);
    }
  }

  private void removeIfOlder(CacheKey key, long number, Set<CacheKey> dropped) {
    Entry entry = entries.get(key);
    if (entry != null && trueThrough(entry).number() < number) {
      entries.remove(key);
      dropped.add(key);
    }
  }
}
