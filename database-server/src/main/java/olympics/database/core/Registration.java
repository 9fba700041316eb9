package olympics.database.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import olympics.process.core.Address;
import olympics.process.core.PushKey;

/**
 * A tablet that wants to be told of changes, until its lease ends.
 *
 * @param tablet where it listens
 * @param teams the teams it follows, as first written
 * @param events the events it follows, as first written
 * @param expires when the lease ends, to the microsecond
 * @param pushKey what pushes to it carry, if it has told one
 */
public record Registration(
    Address tablet,
    List<String> teams,
    List<String> events,
    Instant expires,
    Optional<PushKey> pushKey) {
  /** The shortest lease that is given. */
  public static final Duration MIN_LEASE = Duration.ofSeconds(10);

  /** The longest lease that is given. */
  public static final Duration MAX_LEASE = Duration.ofMinutes(10);

  /** The most tablets at one host address. */
  public static final int MAX_PER_HOST = 16;

  /** The most tablets in all. */
  public static final int MAX_IN_ALL = 5_000;

  public Registration {
    // Thousands of tablets follow the same few hundred names.
    teams = teams.stream().map(String::intern).toList();
    events = events.stream().map(String::intern).toList();
    expires = Micros.instant(Micros.of(expires));
  }

  /** The lease that a wish for one gets: brought between the shortest and the longest. */
  public static Duration lease(int seconds) {
    Duration wish = Duration.ofSeconds(seconds);
    if (wish.compareTo(MIN_LEASE) < 0) {
      return MIN_LEASE;
    }
    return wish.compareTo(MAX_LEASE) > 0 ? MAX_LEASE : wish;
  }

  /**
   * Why a new registration is refused, if it is.
   *
   * @param atHost live registrations at the same host address
   * @param inAll live registrations
   */
  public static Optional<String> refusal(String host, int atHost, int inAll) {
    if (atHost >= MAX_PER_HOST) {
      return Optional.of(
          "host " + host + " has " + atHost + " tablets registered, no more are taken from it");
    }
    if (inAll >= MAX_IN_ALL) {
      return Optional.of(inAll + " tablets are registered, no more are taken now");
    }
    return Optional.empty();
  }

  /** Whether the lease has not ended. */
  public boolean isLive(Instant now) {
    return expires.isAfter(now);
  }

  /**
   * Whether the front-ends must hear of this at once, given what it replaces. A renewal in time is
   * no news: they know a tablet until they are told that it is gone.
   */
  public boolean isNews(Optional<Registration> before, Instant now) {
    return before.isEmpty() || !before.get().isToldAs(this) || !before.get().isLive(now);
  }

  /** Whether both follow the same teams and events, in the same order, with the same key. */
  boolean isToldAs(Registration other) {
    return teams.equals(other.teams)
        && events.equals(other.events)
        && pushKey.equals(other.pushKey);
  }
}
