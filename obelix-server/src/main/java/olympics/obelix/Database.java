package olympics.obelix;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import olympics.games.core.Lineage;
import olympics.games.core.RequestId;
import olympics.games.core.Version;
import olympics.obelix.core.CacheKey;
import olympics.obelix.core.CachedValue;
import olympics.obelix.core.Change;
import olympics.obelix.core.Roster;
import olympics.process.core.Address;

/**
 * The database as a front-end sees it. Thread-safe; no method blocks.
 *
 * <p>The futures fail with {@link olympics.rpc.RpcFault} if it answered a fault, with {@link
 * olympics.rpc.RpcFailure} if it gave no answer or one that makes no sense.
 */
interface Database {
  /**
   * What was read.
   *
   * @param through the version of the snapshot it was read from
   */
  record Fetched(CachedValue value, Version through) {}

  /** The answer to {@code changes_since}, see {@code docs/protocol.md}. */
  record Changes(Version through, Lineage lineage, boolean reset, List<Change> changes) {}

  /**
   * The answer to {@code tablets_since}.
   *
   * @param position to ask for what comes after it
   */
  record Tablets(String position, Roster.Page<Address, Tablet> page) {}

  CompletableFuture<Fetched> fetch(CacheKey key);

  CompletableFuture<Changes> changesSince(Optional<Version> since);

  /** What changed in the list of tablets after a position, or all of them after none. */
  CompletableFuture<Tablets> tabletsSince(String position);

  /** The answer of the write's public method. */
  CompletableFuture<Map<String, Object>> write(Write write);

  /** The answer of {@code get_write_status}. */
  CompletableFuture<Map<String, Object>> writeStatus(RequestId id);

  CompletableFuture<Map<String, Object>> register(Tablet tablet, Duration lease);

  CompletableFuture<Map<String, Object>> unregister(Address tablet);
}
