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
import olympics.tablet.core.Verdict.Heard;
import olympics.wire.Freshness;

/**
 * The last known value of every item that a tablet follows; decides what is news.
 *
 * <p>Monotonic reads (Terry et al. 1994) over all items: {@link #question} carries the highest
 * version seen, and what comes late, twice or in another order never takes a value back. Values go
 * back in one case only: the database itself did, from a restored backup.
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

  /** A board that knows nothing yet of these items, and does not learn of others. */
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

  /** Learns of this item, too, from now on. */
  public void follow(ItemKey key) {
    followed.add(key);
  }

  /** Forgets the item, and learns of it no more. */
  public void unfollow(ItemKey key) {
    followed.remove(key);
    known.remove(key);
    refusals.remove(key);
    missed.remove(key);
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

  /** How to ask for an item now; its answer goes to {@link #answered} together with this. */
  public Question question(ItemKey key) {
    return new Question(key, session.minVersion(), held(key));
  }

  /**
   * An answer came.
   *
   * @param through the version that the answer said it is true for
   * @throws IllegalArgumentException if it is about another item than the question
   */
  public List<Change> answered(Question question, Known answer, Version through) {
    Item item = answer.item();
    if (!item.key().equals(question.key())) {
      throw new IllegalArgumentException(
          "asked for the " + question.key() + ", the answer is about the " + item.key());
    }
    Evidence evidence = answer.freshness().stale() ? Evidence.STALE_ANSWER : Evidence.ANSWER;
    if (isOvertaken(question) || fallsShort(through, question)) {
      evidence = Evidence.HEARSAY;
    }
    refusals.remove(item.key());
    missed.remove(item.key());
    Heard heard = new Heard(item.stamp().version(), through, evidence);
    return received(answer, heard);
  }

  private boolean isOvertaken(Question question) {
    Question now = question(question.key());
    return !question.held().equals(now.held())
        || !question.minVersion().map(Version::epoch).equals(now.minVersion().map(Version::epoch));
  }

  /** An answer as old as that was read long ago, or by nobody who keeps to the protocol. */
  private static boolean fallsShort(Version through, Question question) {
    return question
        .minVersion()
        .filter(asked -> asked.epoch().equals(through.epoch()))
        .filter(asked -> through.number() < asked.number())
        .isPresent();
  }

  /** A value came unasked. */
  public List<Change> pushed(Known update) {
    Version version = update.item().stamp().version();
    Heard heard = new Heard(version, version, Evidence.HEARSAY);
    return received(update, heard);
  }

  /** Changes after that version come unasked: what is asked for from now on is not older. */
  public void pushedAfter(Version through) {
    session.saw(through);
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
    Freshness unconfirmed = new Freshness(true, before.freshness().age());
    Known now = new Known(before.item(), unconfirmed, before.source());
    known.put(key, now);
    return List.of(new Change.Unconfirmed(now, reason));
  }

  private List<Change> received(Known value, Heard heard) {
    ItemKey key = value.item().key();
    if (!followed.contains(key)) {
      return List.of();
    }
    Verdict verdict = judge.judge(session, heard, held(key));
    return switch (verdict) {
      case SAME -> {
        saw(heard);
        yield confirmed(key, value);
      }
      case NEWER -> {
        saw(heard);
        yield taken(key, value);
      }
      case TAKEN_BACK -> {
        saw(heard);
        List<Change> changes = new ArrayList<>(undone());
        changes.addAll(taken(key, value));
        yield changes;
      }
      case NEW_EPOCH, UNDONE -> {
        session.moveTo(heard.through());
        List<Change> changes = new ArrayList<>(verdict == Verdict.UNDONE ? undone() : List.of());
        changes.addAll(taken(key, value));
        known.keySet().stream()
            .filter(other -> !other.equals(key))
            .forEach(other -> changes.add(new Change.Outdated(other)));
        yield changes;
      }
      case DOUBTFUL -> List.of(new Change.Doubted(key));
      case OLD -> List.of();
    };
  }

  private void saw(Heard heard) {
    session.saw(heard.version());
    if (heard.evidence() != Evidence.HEARSAY) {
      session.saw(heard.through());
    }
  }

  private List<Change> undone() {
    return session.firstHeardOfUndone() ? List.of(new Change.Undone()) : List.of();
  }

  private List<Change> taken(ItemKey key, Known heard) {
    Known before = known.put(key, heard);
    if (before != null && before.item().looksLike(heard.item())) {
      return staleness(before, heard);
    }
    return List.of(new Change.Value(heard, before == null));
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
