package olympics.obelix;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import olympics.games.core.Lineage;
import olympics.games.core.RequestId;
import olympics.games.core.Stamp;
import olympics.games.core.Team;
import olympics.games.core.Version;
import olympics.obelix.core.CacheKey;
import olympics.obelix.core.CachedValue;
import olympics.obelix.core.Change;
import olympics.process.core.Address;
import olympics.rpc.FaultCode;
import olympics.rpc.RpcFailure;
import olympics.rpc.RpcFault;

/** A database that answers when the test says so, and what the test says. */
final class HandDrivenDatabase implements Database {
  static final String E1 = "00000000000000e1";
  static final String E2 = "00000000000000e2";

  final Deque<CompletableFuture<Fetched>> fetches = new ArrayDeque<>();
  final List<CacheKey> fetchedKeys = new ArrayList<>();
  final Deque<CompletableFuture<Changes>> polls = new ArrayDeque<>();
  final List<String> askedPositions = new ArrayList<>();
  final Deque<CompletableFuture<Tablets>> tabletPolls = new ArrayDeque<>();
  final Deque<CompletableFuture<Map<String, Object>>> writes = new ArrayDeque<>();
  final List<Write> written = new ArrayList<>();
  final Deque<CompletableFuture<Map<String, Object>>> questions = new ArrayDeque<>();
  final List<Tablet> registered = new ArrayList<>();
  final List<Address> unregistered = new ArrayList<>();

  static Version v(long number) {
    return new Version(E1, number);
  }

  static Fetched gaul(int gold, long number, long through) {
    return gaul(gold, number, v(through));
  }

  static Fetched gaul(int gold, long number, Version through) {
    return new Fetched(tally("Gaul", gold, number), through);
  }

  static CachedValue.Tally tally(String team, int gold, long number) {
    return new CachedValue.Tally(new Team(team, gold, 0, 0, new Stamp(v(number), Instant.EPOCH)));
  }

  static Changes changes(long through, Change... changes) {
    return new Changes(
        v(through), new Lineage(List.of(new Lineage.Epoch(E1, 1))), false, List.of(changes));
  }

  /** The database was restored to {@code lastKept} and started. */
  static Changes restored(long lastKept) {
    return new Changes(
        new Version(E2, lastKept),
        new Lineage(List.of(new Lineage.Epoch(E1, 1), new Lineage.Epoch(E2, lastKept + 1))),
        false,
        List.of());
  }

  static RpcFailure noAnswer() {
    return new RpcFailure(RpcFailure.Delivery.UNKNOWN, "no answer in time");
  }

  static RpcFailure refused() {
    return new RpcFailure(RpcFailure.Delivery.NOT_DELIVERED, "connection refused");
  }

  static RpcFault fault(FaultCode code) {
    return new RpcFault(code, "the database says " + code);
  }

  @Override
  public CompletableFuture<Fetched> fetch(CacheKey key) {
    fetchedKeys.add(key);
    return queued(fetches);
  }

  @Override
  public CompletableFuture<Changes> changesSince(Optional<Version> since) {
    return queued(polls);
  }

  @Override
  public CompletableFuture<Tablets> tabletsSince(String position) {
    askedPositions.add(position);
    return queued(tabletPolls);
  }

  @Override
  public CompletableFuture<Map<String, Object>> write(Write write) {
    written.add(write);
    return queued(writes);
  }

  @Override
  public CompletableFuture<Map<String, Object>> writeStatus(RequestId id) {
    synchronized (questions) {
      return queued(questions);
    }
  }

  @Override
  public CompletableFuture<Map<String, Object>> register(Tablet tablet, Duration lease) {
    registered.add(tablet);
    return CompletableFuture.completedFuture(Map.of("lease_seconds", (int) lease.toSeconds()));
  }

  @Override
  public CompletableFuture<Map<String, Object>> unregister(Address tablet) {
    unregistered.add(tablet);
    return CompletableFuture.completedFuture(Map.of("known", true));
  }

  private static <T> CompletableFuture<T> queued(Deque<CompletableFuture<T>> queue) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    queue.add(answer);
    return answer;
  }
}
