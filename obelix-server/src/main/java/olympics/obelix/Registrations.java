package olympics.obelix;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import olympics.games.core.ItemKey;
import olympics.games.core.Names;
import olympics.obelix.core.CacheKey;
import olympics.obelix.core.CachedValue;
import olympics.process.core.Address;
import olympics.process.core.PushKey;
import olympics.rpc.FaultCode;
import olympics.rpc.RpcFault;

/**
 * Registers tablets for updates: only from where they really are, and only if somebody there
 * answers. Thread-safe; nothing blocks.
 */
final class Registrations {
  static final Duration LEASE = Duration.ofSeconds(30);
  private static final int MAX_NAMES = 1_000;
  private static final int MAX_UNDER_WAY = 64;

  /** As many as one host may register: its silent tablets cannot keep out those of others. */
  private static final int MAX_UNDER_WAY_PER_SOURCE = 16;

  private static final int CHALLENGE_BYTES = 16;
  private static final int FIRST_UNPRIVILEGED_PORT = 1024;

  /** Asks a tablet to echo a challenge; the future fails if it does not answer. */
  @FunctionalInterface
  interface Challenger {
    CompletableFuture<Object> challenge(Address tablet, String challenge);
  }

  private final Database database;
  private final ScoreKeeper keeper;
  private final Challenger challenger;
  private final SecureRandom random = new SecureRandom();

  /** How many registrations have begun and not ended, by source; guarded by itself. */
  private final Map<InetAddress, Integer> underWay = new HashMap<>();

  /** What a tablet asks for: names as it wrote them, which need not exist. */
  private record Wish(
      Address address, List<String> events, List<String> teams, Optional<PushKey> pushKey) {}

  Registrations(Database database, ScoreKeeper keeper, Challenger challenger) {
    this.database = database;
    this.keeper = keeper;
    this.challenger = challenger;
  }

  /**
   * Registers a tablet.
   *
   * @param source the true address of the caller
   * @param hostAndPort where the tablet says it listens
   * @param pushKey what pushes to it are to carry; the latest registration's counts
   * @return what was registered and for how long, without the key; or fails with the fault to
   *     answer
   * @throws IllegalArgumentException if an argument cannot be right
   */
  CompletableFuture<Map<String, Object>> register(
      InetAddress source,
      List<?> hostAndPort,
      List<?> events,
      List<?> teams,
      Optional<PushKey> pushKey)
      throws RpcFault {
    Address tablet = tabletAt(source, hostAndPort);
    int followed = events.size() + teams.size();
    if (followed == 0 || followed > MAX_NAMES) {
      throw new IllegalArgumentException(
          followed + " events and teams to follow, expected 1 to " + MAX_NAMES);
    }
    Wish wish = new Wish(tablet, names("event", events), names("team", teams), pushKey);
    begin(source);
    return keeper
        .readThrough(CacheKey.Whole.NAMES)
        .thenCompose(reading -> known(wish, (CachedValue.NameLists) reading.value()))
        .thenCompose(wanted -> confirmed(wanted).thenCompose(this::lease))
        .whenComplete((answer, error) -> ended(source));
  }

  private void begin(InetAddress source) throws RpcFault {
    synchronized (underWay) {
      int all = underWay.values().stream().mapToInt(Integer::intValue).sum();
      if (all >= MAX_UNDER_WAY || underWay.getOrDefault(source, 0) >= MAX_UNDER_WAY_PER_SOURCE) {
        throw new RpcFault(
            FaultCode.UNAVAILABLE, "too many registrations at once, not executed, try again");
      }
      underWay.merge(source, 1, Integer::sum);
    }
  }

  private void ended(InetAddress source) {
    synchronized (underWay) {
      underWay.computeIfPresent(source, (same, count) -> count == 1 ? null : count - 1);
    }
  }

  private CompletableFuture<Map<String, Object>> lease(Tablet tablet) {
    return database
        .register(tablet, LEASE)
        .exceptionallyCompose(error -> CompletableFuture.failedFuture(Failures.ofRead(error)));
  }

  /** Ends a registration; for the arguments see {@link #register}. */
  CompletableFuture<Map<String, Object>> unregister(InetAddress source, List<?> hostAndPort) {
    return database
        .unregister(tabletAt(source, hostAndPort))
        .exceptionallyCompose(error -> CompletableFuture.failedFuture(Failures.ofRead(error)));
  }

  /** The tablet with those names that exist, as they were first written. */
  private static CompletableFuture<Tablet> known(Wish wish, CachedValue.NameLists names) {
    Tablet tablet =
        new Tablet(
            wish.address(),
            wish.events().stream()
                .flatMap(e -> names.asWritten(ItemKey.score(e)).stream())
                .distinct()
                .toList(),
            wish.teams().stream()
                .flatMap(t -> names.asWritten(ItemKey.tally(t)).stream())
                .distinct()
                .toList(),
            wish.pushKey());
    if (tablet.items().isEmpty()) {
      List<String> asked = new ArrayList<>(wish.events());
      asked.addAll(wish.teams());
      return CompletableFuture.failedFuture(
          new RpcFault(
              FaultCode.NOT_FOUND,
              "none of these exists: "
                  + Names.quotable(String.join(", ", asked))
                  + "; see list_events and list_teams"));
    }
    return CompletableFuture.completedFuture(tablet);
  }

  private CompletableFuture<Tablet> confirmed(Tablet tablet) {
    byte[] bytes = new byte[CHALLENGE_BYTES];
    random.nextBytes(bytes);
    String challenge = HexFormat.of().formatHex(bytes);
    return challenger
        .challenge(tablet.address(), challenge)
        .handle((echo, error) -> challenge.equals(echo))
        .thenCompose(
            right ->
                right
                    ? CompletableFuture.completedFuture(tablet)
                    : CompletableFuture.failedFuture(
                        new RpcFault(
                            FaultCode.BAD_ARGUMENT,
                            "the tablet at "
                                + tablet.address()
                                + " did not echo the challenge of confirm_registration in time")));
  }

  private static List<String> names(String what, List<?> names) {
    List<String> checked = new ArrayList<>();
    for (Object name : names) {
      if (!(name instanceof String text)) {
        throw new IllegalArgumentException("a name in the list of " + what + "s is no string");
      }
      checked.add(Names.requireName(what, text));
    }
    return checked;
  }

  /** The tablet's numeric address: the host that was named must be where the call comes from. */
  private static Address tabletAt(InetAddress source, List<?> hostAndPort) {
    if (hostAndPort.size() != 2
        || !(hostAndPort.get(0) instanceof String host)
        || !(hostAndPort.get(1) instanceof Integer port)) {
      throw new IllegalArgumentException(
          "expected where the tablet listens as an array of host and port");
    }
    if (port < FIRST_UNPRIVILEGED_PORT || port > 65535) {
      throw new IllegalArgumentException(
          "port " + port + " is not for tablets, expected 1024 to 65535");
    }
    if (!isHere(host, source)) {
      throw new IllegalArgumentException(
          "host '"
              + Names.quotable(host)
              + "' is not where the call comes from, expected "
              + source.getHostAddress());
    }
    // Whatever was written: only the address that the caller was seen at is ever called.
    return new Address(source.getHostAddress().replaceFirst("%.*", ""), port);
  }

  /**
   * Whether that host is where the call comes from. A name is never looked up, since it may mean
   * another address a moment later; nor is a number that is no plain address, as 2130706433.
   */
  private static boolean isHere(String host, InetAddress source) {
    return (source.isLoopbackAddress() && host.equalsIgnoreCase("localhost"))
        || source.equals(NetUtil.createInetAddressFromIpAddressString(host));
  }
}
