package olympics.tablet;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import olympics.games.core.ItemKey;
import olympics.games.core.Version;
import olympics.process.core.Address;
import olympics.process.core.PushKey;
import olympics.process.core.Role;
import olympics.rpc.CallOptions;
import olympics.rpc.RpcClient;
import olympics.rpc.RpcFailure;
import olympics.rpc.RpcFault;
import olympics.tablet.core.Catalogue;
import olympics.tablet.core.Question;
import olympics.tablet.core.Table;
import olympics.tls.Links;
import olympics.wire.GamesStructs;
import olympics.wire.MalformedAnswerException;
import olympics.wire.Methods;
import olympics.wire.Struct;

/** Pygmy.com as a tablet calls it. Every call blocks until the answer. Thread-safe. */
final class Balancer implements AutoCloseable {
  /** Longer than the balancer takes to give up on its front-ends. */
  private static final CallOptions PATIENTLY = CallOptions.within(Duration.ofSeconds(7));

  private static final CallOptions BRIEFLY = CallOptions.within(Duration.ofSeconds(1));

  /** No events of the election and no items: no number is higher, no position further back. */
  private static final List<Object> NOTHING_BUT_THE_STATUS = List.of(Integer.MAX_VALUE, "~");

  private static final double LONGEST_LEASE_SECONDS = 86_400;

  /**
   * Updates are pushed.
   *
   * @param lease for how long
   * @param through of what changes after this version
   */
  record Grant(Duration lease, Version through) {}

  /**
   * A clock that was read.
   *
   * @param server its name
   * @param seconds since 1970
   */
  record ServerTime(String server, double seconds) {}

  private final RpcClient client;
  private final Address address;

  Balancer(Address address, Links links) {
    this.address = address;
    client = RpcClient.unsigned(links);
  }

  Address address() {
    return address;
  }

  /** The teams and events that there are. */
  Catalogue catalogue() throws RpcFault, RpcFailure, InterruptedException {
    return new Catalogue(
        Struct.strings(call(Methods.LIST_TEAMS, List.of())),
        Struct.strings(call(Methods.LIST_EVENTS, List.of())));
  }

  /** Asks for an item, as of the question's version or later. */
  Answer ask(Question question, String clientId) throws RpcFault, RpcFailure, InterruptedException {
    String minVersion = question.minVersion().map(Version::toString).orElse("");
    List<String> params = List.of(question.key().name(), clientId, minVersion);
    ItemKey.Kind kind = question.key().kind();
    String method =
        switch (kind) {
          case TALLY -> Methods.GET_MEDAL_TALLY;
          case SCORE -> Methods.GET_SCORE;
        };
    return Answer.of(kind, call(method, params));
  }

  /** The medal table, as of a version or later. */
  Table table(Optional<Version> minVersion, String clientId)
      throws RpcFault, RpcFailure, InterruptedException {
    String least = minVersion.map(Version::toString).orElse("");
    return Answer.table(call(Methods.GET_MEDAL_TABLE, List.of(clientId, least)));
  }

  /** The synchronised time of one of the front-ends, and which one it is. */
  ServerTime time() throws RpcFault, RpcFailure, InterruptedException {
    Struct status = Struct.of(call(Methods.GET_STATUS, NOTHING_BUT_THE_STATUS));
    double seconds = status.number("time");
    if (!Double.isFinite(seconds)) {
      throw new MalformedAnswerException("not a time: " + seconds);
    }
    return new ServerTime(Role.parse(status.string("role")).nameOf(status.integer("uid")), seconds);
  }

  /** Asks for updates to be pushed with a key. */
  Grant register(Address tablet, Catalogue what, PushKey key)
      throws RpcFault, RpcFailure, InterruptedException {
    Object answer =
        call(
            Methods.REGISTER_CLIENT,
            List.of(hostAndPort(tablet), what.events(), what.teams(), key.text()));
    Struct granted = Struct.of(answer);
    double seconds = granted.number("lease_seconds");
    if (!(seconds > 0 && seconds <= LONGEST_LEASE_SECONDS)) {
      throw new MalformedAnswerException("not a lease: " + seconds + " seconds");
    }
    return new Grant(
        Duration.ofMillis(Math.round(seconds * 1e3)),
        Version.parse(granted.string(GamesStructs.THROUGH)));
  }

  /** Asks for no more updates; waits a second for the answer at most. */
  void unregister(Address tablet) throws RpcFault, RpcFailure, InterruptedException {
    client.callAndWait(address, Methods.UNREGISTER_CLIENT, List.of(hostAndPort(tablet)), BRIEFLY);
  }

  @Override
  public void close() {
    client.close();
  }

  private Object call(String method, List<?> params)
      throws RpcFault, RpcFailure, InterruptedException {
    return client.callAndWait(address, method, params, PATIENTLY);
  }

  private static List<Object> hostAndPort(Address tablet) {
    return List.of(tablet.host(), tablet.port());
  }
}
