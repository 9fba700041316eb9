package olympics.obelix.core;

import java.util.Optional;
import olympics.games.core.Version;

/**
 * Up to which version a cache has heard of every change: through polls, and through notices as long
 * as they leave nothing out. Not thread-safe.
 *
 * <p>A notice that does not follow on what is known so far is not lost for that: once a poll has
 * closed the gap before it, it counts too.
 */
final class Reconciliation {
  /** Notices that follow on one another, whose first does not follow on what is known. */
  private record Ahead(Version since, Version through) {}

  private Optional<Version> through = Optional.empty();
  private Optional<Version> afterLastPoll = Optional.empty();
  private Optional<Ahead> ahead = Optional.empty();
  private long polledAt;

  /** Every change up to it was heard of; empty before the first poll. */
  Optional<Version> through() {
    return through;
  }

  long number() {
    return through.map(Version::number).orElse(0L);
  }

  /** {@link #number} as the last poll left it. */
  long numberAtLastPoll() {
    return afterLastPoll.map(Version::number).orElse(0L);
  }

  /** When the last poll was sent. */
  long polledAt() {
    return polledAt;
  }

  /** Whether another poll was answered since this one was sent, so that it may say less. */
  boolean isOvertaken(Poll poll) {
    if (through.isEmpty()) {
      return false;
    }
    boolean sentSinceLastPoll =
        poll.since()
            .map(
                since ->
                    reaches(since, afterLastPoll.orElseThrow()) && reaches(through.get(), since))
            .orElse(false);
    return poll.sentAt() <= polledAt || !sentSinceLastPoll;
  }

  /** A poll was answered, and the changes that it names were applied. */
  void onPoll(Poll poll) {
    boolean further = through.isEmpty() || !reaches(through.get(), poll.through());
    through = Optional.of(further ? poll.through() : through.get());
    if (ahead.isPresent() && reaches(through.get(), ahead.get().since())) {
      through = Optional.of(later(through.get(), ahead.get().through()));
      ahead = Optional.empty();
    }
    afterLastPoll = through;
    polledAt = poll.sentAt();
  }

  /** What notices told is not applied any more, since the cache begins anew at the next poll. */
  void forgetNotices() {
    through = Optional.empty();
    ahead = Optional.empty();
  }

  /**
   * A notice came, and the changes that it names were applied.
   *
   * @return whether it follows on what is known; if not, only a poll can tell what was missed
   */
  boolean onNotice(ChangeNotice notice) {
    if (notice.since().isEmpty()) {
      return false;
    }
    Version since = notice.since().get();
    if (through.isPresent() && reaches(through.get(), since)) {
      through = Optional.of(later(through.get(), notice.through()));
      return true;
    }
    boolean followsAhead = ahead.isPresent() && reaches(ahead.get().through(), since);
    ahead =
        Optional.of(
            followsAhead
                ? new Ahead(ahead.get().since(), later(ahead.get().through(), notice.through()))
                : new Ahead(since, notice.through()));
    return false;
  }

  /** Whether a version is known to be at least as late as another: of one epoch, and not before. */
  private static boolean reaches(Version one, Version another) {
    return one.epoch().equals(another.epoch()) && one.number() >= another.number();
  }

  private static Version later(Version known, Version told) {
    return reaches(told, known) ? told : known;
  }
}
