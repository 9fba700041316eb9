package olympics.tablet.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import olympics.games.core.ItemKey;
import olympics.games.core.Version;
import olympics.tablet.core.Verdict.Evidence;
import olympics.wire.Freshness;

/**
 * The last known value of every item that a tablet follows; decides what is news.
 *
 * <p>Monotonic reads (Terry et al. 1994) over all items: {@link #question} carries the highest
 * version seen, and what comes late, twice or in another order never takes a value back. Values go
 * back in one case only: the database itself did, from a restored backup. (Two of these before
 * every front-end has heard of the first are beyond what versions alone can tell.)
 *
 * <p>Not thread-safe: its owner holds a lock.
 */
public final class Board {
  private final Set<ItemKey> followed;
  private final Verdict.Judge judge;
  private final Session session = new Session();
  private final Map<ItemKey, Known> known = new LinkedHashMap<>();
  private final Map<ItemKey, String> refusals = new LinkedHashMap<>();
  private final Set<ItemKey> missed = new LinkedHashSet<>();
  private final Map<ItemKey, TakenBack> takenBack = new LinkedHashMap<>();

  /** An item went back within the epochs that are known, from a version to an older one. */
  private record TakenBack(Version from, Version to) {
    /** Whether this version of the item was undone, too: it was written after the older one. */
    boolean undid(Version version) {
      return (version.epoch().equals(from.epoch()) && !version.equals(to))
          || (version.epoch().equals(to.epoch()) && version.number() > to.number());
    }
  }

  /** A board that knows nothing yet of these items, and never learns of others. */
  public Board(Collection<ItemKey> followed) {
    this(followed, Verdict::of);
  }

  Board(Collection<ItemKey> followed, Verdict.Judge judge) {
    this.followed = new LinkedHashSet<>(followed);
    this.judge = judge;
  }

  /** What is followed, in the order that was given. */
  public List<ItemKey> followed() {
    return List.copyOf(followed);
  }

  /** The last value believed of an item. */
  public Optional<Known> known(ItemKey key) {
    return Optional.ofNullable(known.get(key));
  }

  /** What there is for sure: names of items that were answered when last asked for. */
  public Catalogue confirmed() {
    return new Catalogue(names(ItemKey.Kind.TALLY), names(ItemKey.Kind.SCORE));
  }

  private List<String> names(ItemKey.Kind kind) {
    return followed.stream()
        .filter(key -> key.kind() == kind && known.containsKey(key) && !refusals.containsKey(key))
        .map(key -> known.get(key).item().name())
        .toList();
  }

  /** The highest version seen: the {@code min_version} of the next question. */
  public Optional<Version> minVersion() {
    return session.minVersion();
  }

  /**
   * How to ask for an item now; its answer goes to {@link #answered} together with this.
   *
   * <p>Carries the highest version seen. But an item that is held of an epoch whose place among the
   * others is not known, or above all that was seen of the current one when it became current, is
   * asked for with its own version: that is sure to cover what is shown.
   */
  public Question question(ItemKey key) {
    Optional<Version> held = held(key);
    Optional<Version> own = held.filter(version -> !session.covers(version));
    return new Question(key, own.or(session::minVersion), held);
  }

  /**
   * An answer came.
   *
   * @throws IllegalArgumentException if it is about another item than the question
   */
  public List<Change> answered(Question question, Item item, Freshness freshness) {
    if (!item.key().equals(question.key())) {
      throw new IllegalArgumentException(
          "asked for the " + question.key() + ", the answer is about the " + item.key());
    }
    Question now = question(item.key());
    boolean overtaken =
        !question.held().equals(now.held())
            || !question
                .minVersion()
                .map(Version::epoch)
                .equals(now.minVersion().map(Version::epoch));
    Evidence evidence =
        overtaken ? Evidence.HEARSAY : freshness.stale() ? Evidence.STALE_ANSWER : Evidence.ANSWER;
    refusals.remove(item.key());
    missed.remove(item.key());
    return received(new Known(item, freshness), evidence, Change.Way.ASKED);
  }

  /** A value came unasked. */
  public List<Change> pushed(Item item, Freshness freshness) {
    return received(new Known(item, freshness), Evidence.HEARSAY, Change.Way.PUSHED);
  }

  /** An item was asked for and cannot be had. */
  public List<Change> refused(ItemKey key, String reason) {
    boolean news = followed.contains(key) && !reason.equals(refusals.put(key, reason));
    return news ? List.of(new Change.Refused(key, reason)) : List.of();
  }

  /**
   * An item was asked for and not answered, while others were. One miss is no news: the next answer
   * may come from another server.
   */
  public List<Change> unanswered(ItemKey key, String reason) {
    Known before = known.get(key);
    if (before == null || before.freshness().stale() || missed.add(key)) {
      return List.of();
    }
    Known now = new Known(before.item(), new Freshness(true, before.freshness().age()));
    known.put(key, now);
    return List.of(new Change.Unconfirmed(now, reason));
  }

  private List<Change> received(Known heard, Evidence evidence, Change.Way way) {
    ItemKey key = heard.item().key();
    Version version = heard.item().stamp().version();
    if (!followed.contains(key)) {
      return List.of();
    }
    if (takenBack.containsKey(key) && takenBack.get(key).undid(version)) {
      return List.of();
    }
    Verdict verdict = judge.judge(session, version, held(key), evidence);
    return switch (verdict) {
      case SAME -> confirmed(key, heard);
      case NEWER -> {
        if (session.isCurrent(version)) {
          session.saw(version);
        }
        yield taken(key, heard, way);
      }
      case NEW_EPOCH -> {
        session.moveTo(version);
        yield taken(key, heard, way);
      }
      case UNDONE -> {
        session.moveTo(version);
        yield undone(key, heard, way);
      }
      case TAKEN_BACK -> {
        takenBack.put(key, new TakenBack(held(key).orElseThrow(), version));
        yield undone(key, heard, way);
      }
      case DOUBTFUL -> List.of(new Change.Doubted(key));
      case OLD -> List.of();
    };
  }

  private List<Change> undone(ItemKey key, Known heard, Change.Way way) {
    List<Change> changes = new ArrayList<>(List.of(new Change.Undone()));
    changes.addAll(taken(key, heard, way));
    return changes;
  }

  private List<Change> taken(ItemKey key, Known heard, Change.Way way) {
    Known before = known.put(key, heard);
    if (before != null && before.item().looksLike(heard.item())) {
      return staleness(before, heard);
    }
    return List.of(new Change.Value(heard, before == null, way));
  }

  private List<Change> confirmed(ItemKey key, Known heard) {
    return staleness(known.put(key, heard), heard);
  }

  private static List<Change> staleness(Known before, Known now) {
    return before.freshness().stale() == now.freshness().stale()
        ? List.of()
        : List.of(new Change.Staleness(now));
  }

  private Optional<Version> held(ItemKey key) {
    return known(key).map(value -> value.item().stamp().version());
  }
}
