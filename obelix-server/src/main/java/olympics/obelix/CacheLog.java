package olympics.obelix;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import olympics.games.core.Version;
import olympics.obelix.core.CacheKey;
import olympics.obelix.core.CachedValue;
import olympics.obelix.core.Refusal;
import olympics.rpc.RpcFailure;
import olympics.rpc.RpcFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows in the terminal what the cache does. Thread-safe. */
final class CacheLog {
  private static final Logger LOG = LoggerFactory.getLogger(ScoreKeeper.class);
  private static final long BETWEEN_STALE_LINES = Duration.ofSeconds(5).toNanos();
  private static final int MOST_NAMED = 20;

  private final AtomicLong quietUntil = new AtomicLong(Long.MIN_VALUE);

  void cached(CacheKey key, Database.Fetched fetched) {
    if (LOG.isInfoEnabled()) {
      LOG.info("cached {} version={}", key, version(fetched));
    }
  }

  /** The readers that wait for it get it all the same. */
  void notCached(CacheKey key, Database.Fetched fetched, Refusal refusal) {
    if (LOG.isInfoEnabled()) {
      LOG.info("not cached {} version={} reason={}", key, version(fetched), words(refusal));
    }
  }

  private static String words(Refusal refusal) {
    return switch (refusal) {
      case INVALIDATED_SINCE -> "invalidated after it was read";
      case NOT_IN_LINEAGE -> "the history that it was read in is not known here";
      case OLDER_THAN_CACHED -> "what is cached is newer";
    };
  }

  private static Version version(Database.Fetched fetched) {
    if (fetched.value() instanceof CachedValue.Tally tally) {
      return tally.team().stamp().version();
    }
    if (fetched.value() instanceof CachedValue.Score score) {
      return score.event().stamp().version();
    }
    return fetched.through();
  }

  void invalidated(List<CacheKey> dropped, String reason) {
    if (!dropped.isEmpty() && LOG.isInfoEnabled()) {
      LOG.info("invalidated {} reason={}", named(dropped), reason);
    }
  }

  void flushed(List<CacheKey> dropped) {
    if (!dropped.isEmpty()) {
      LOG.info("invalidated {} reason=the database has another history", named(dropped));
    }
  }

  /** One line now and then: under load every read would be one. */
  void servedStale(CacheKey key, Duration age, long now) {
    long quiet = quietUntil.get();
    if (now >= quiet && quietUntil.compareAndSet(quiet, now + BETWEEN_STALE_LINES)) {
      LOG.warn("served stale {} age={}s", key, String.format("%.1f", age.toMillis() / 1000.0));
    }
  }

  /** Silence is told by the link; an answer that makes no sense is told here. */
  void pollFailed(Throwable error) {
    if (error != null) {
      Throwable cause = Failures.cause(error);
      if (!(cause instanceof RpcFailure) && !(cause instanceof RpcFault)) {
        LOG.error("could not take in what the database told of changes", cause);
      }
    }
  }

  private static String named(List<CacheKey> keys) {
    String names =
        keys.stream().limit(MOST_NAMED).map(CacheKey::toString).collect(Collectors.joining(", "));
    return keys.size() > MOST_NAMED
        ? names + ", and " + (keys.size() - MOST_NAMED) + " more"
        : names;
  }
}
