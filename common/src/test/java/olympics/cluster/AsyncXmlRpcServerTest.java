package olympics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import olympics.http.PortInUseException;
import olympics.process.core.Address;
import olympics.process.core.ProcessId;
import olympics.rpc.CallOptions;
import olympics.rpc.RpcClient;
import olympics.wire.Methods;
import olympics.wire.Struct;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AsyncXmlRpcServerTest {
  private static final CallOptions SOON = CallOptions.within(Duration.ofSeconds(5));

  private final Cluster cluster = new Cluster(3);

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void aloneItSearchesAndElectsNobodyButTellsTheTime() {
    AsyncXmlRpcServer database = cluster.start(0, 0);
    eventually().until(() -> searches(0) >= 2);
    assertThat(cluster.terminal(0))
        .contains(
            "searching for other processes tried=" + cluster.address(1) + "," + cluster.address(2))
        .noneMatch(line -> line.contains("elect"));
    assertThat(database.leader()).isEmpty();
    assertThat(database.livePeers()).isEmpty();
    assertThat(Duration.between(database.now(), Instant.now()).abs())
        .isLessThan(Duration.ofSeconds(2));
  }

  private long searches(int uid) {
    return cluster.terminal(uid).stream().filter(line -> line.startsWith("searching")).count();
  }

  /** The seed's first three terminals, and what happens when the time server goes away. */
  @Test
  void theSecondElectsTheThirdAcknowledgesAndTheNextIsElectedWhenTheLeaderCloses() {
    AsyncXmlRpcServer database = cluster.start(0, 0);
    eventually().until(() -> searches(0) >= 1);
    AsyncXmlRpcServer one = cluster.start(1, 1);
    awaitLine(0, "elected leader uid=1 term=1 at=" + cluster.address(1));
    awaitLine(1, "elected leader uid=1 term=1 at=" + cluster.address(1) + ", this server");
    awaitLeader(cluster.address(1), database, one);

    AsyncXmlRpcServer two = cluster.start(2, 2);
    awaitLine(2, "acknowledged time server " + cluster.address(1) + " uid=1 term=1");
    List<String> terminal = cluster.terminal(2);
    assertThat(terminal).noneMatch(line -> line.contains("elect"));
    assertThat(terminal).anyMatch(line -> line.startsWith("asked 127.0.0.1:"));
    awaitLeader(cluster.address(1), database, one, two);
    eventually().until(() -> two.livePeers().size() == 2);
    assertThat(two.livePeers()).extracting(Peer::id).contains(database.id(), one.id());
    assertThat(two.livePeers())
        .extracting(peer -> peer.attributes().get("place"))
        .containsExactlyInAnyOrder("0", "1");

    one.close(Duration.ZERO);
    awaitLine(1, "resigned as leader term=1");
    awaitLine(0, "leader uid=1 term=1 at=" + cluster.address(1) + " has resigned");
    awaitLeader(cluster.address(2), database, two);
    awaitLine(0, "lost peer " + cluster.address(1) + " uid=1 role=front-end");
    assertThat(cluster.terminal(0)).noneMatch(line -> line.startsWith("lost leader"));
    assertThat(database.livePeers()).extracting(Peer::id).containsExactly(two.id());
  }

  @Test
  void equalUidsAreOrderedByIncarnation() {
    AsyncXmlRpcServer database = cluster.start(0, 0);
    AsyncXmlRpcServer one = cluster.start(1, 1);
    AsyncXmlRpcServer twin = cluster.start(2, 1);
    eventually().until(() -> database.leader().isPresent());
    awaitLeader(database.leader().orElseThrow(), database, one, twin);
    eventually().until(() -> database.livePeers().size() == 2);
  }

  @Test
  void aServerThatTakesOverLeadsOnJoining() {
    AsyncXmlRpcServer database = cluster.start(0, 0);
    AsyncXmlRpcServer one = cluster.start(1, 1);
    awaitLeader(cluster.address(1), database, one);
    ServerSettings s = cluster.settings(2, 2);
    AsyncXmlRpcServer two =
        cluster.start(
            new ServerSettings(
                s.role(),
                s.uid(),
                s.bind(),
                s.advertise(),
                s.peers(),
                s.key(),
                true,
                s.clockOffset(),
                s.clockDriftPpm(),
                s.trace(),
                s.attributes(),
                s.links()));
    awaitLeader(cluster.address(2), database, one, two);
  }

  @Test
  void clocksThatDifferMeetAndTheTerminalsTell() {
    AsyncXmlRpcServer database = cluster.start(withOffset(0, Duration.ofSeconds(-30)));
    AsyncXmlRpcServer one = cluster.start(withOffset(1, Duration.ZERO));
    AsyncXmlRpcServer two = cluster.start(withOffset(2, Duration.ofSeconds(45)));
    eventually().until(() -> spreadMillis(database, one, two) < 50);
    // The terminal tells of a correction after it was made.
    eventually()
        .untilAsserted(
            () ->
                assertThat(cluster.terminal(0))
                    .anyMatch(
                        line ->
                            line.matches(
                                "clock corrected by [+-]\\d+\\.\\d{4} s round=\\d+ term=\\d+,"
                                    + " kept=.* of .*")));
    Instant before = two.now();
    for (int i = 0; i < 1000; i++) {
      Instant after = two.now();
      assertThat(after).isAfter(before);
      before = after;
    }
  }

  /** Its old address is still believed in when it is met at another one. */
  @Test
  void aServerThatIsBackUnderAnotherAddressDoesNotCountTwice() {
    ClusterTimings seldomGreeting = seldomGreeting();
    AsyncXmlRpcServer database = cluster.start(cluster.settings(0, 0), seldomGreeting);
    AsyncXmlRpcServer one = cluster.start(cluster.settings(1, 1), seldomGreeting);
    awaitLeader(cluster.address(1), database, one);
    AsyncXmlRpcServer two = cluster.start(cluster.settings(2, 2), seldomGreeting);
    eventually().until(() -> one.livePeers().size() == 2);
    two.close(Duration.ZERO);
    Address elsewhere = new Address("localhost", cluster.address(2).port());
    AsyncXmlRpcServer back =
        cluster.start(
            withOffset(cluster.settings(2, 2), elsewhere, Duration.ofSeconds(-30)), seldomGreeting);
    eventually().until(() -> one.livePeers().size() == 3);
    eventually().until(() -> Math.abs(aheadMillis(back)) < 1000);
    assertThat(Math.abs(aheadMillis(one))).isLessThan(1000);
    assertThat(Math.abs(aheadMillis(database))).isLessThan(1000);
  }

  private static ClusterTimings seldomGreeting() {
    ClusterTimings quick = Cluster.QUICK;
    return new ClusterTimings(
        quick.tick(),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60),
        quick.call(),
        quick.notice(),
        quick.clockRound(),
        quick.firstTime(),
        quick.election());
  }

  private static long aheadMillis(AsyncXmlRpcServer server) {
    return Duration.between(Instant.now(), server.now()).toMillis();
  }

  private ServerSettings withOffset(int index, Duration offset) {
    return withOffset(cluster.settings(index, index), cluster.address(index), offset);
  }

  private static ServerSettings withOffset(ServerSettings s, Address advertise, Duration offset) {
    return new ServerSettings(
        s.role(),
        s.uid(),
        s.bind(),
        advertise,
        s.peers(),
        s.key(),
        s.takeover(),
        offset,
        s.clockDriftPpm(),
        s.trace(),
        s.attributes(),
        s.links());
  }

  private static long spreadMillis(AsyncXmlRpcServer... servers) {
    long low = Long.MAX_VALUE;
    long high = Long.MIN_VALUE;
    for (AsyncXmlRpcServer server : servers) {
      long nanos = server.clock().probeNanos();
      low = Math.min(low, nanos);
      high = Math.max(high, nanos);
    }
    return (high - low) / 1_000_000;
  }

  @Test
  void requestsAreCountedAndCausesLearned() throws Exception {
    AsyncXmlRpcServer database = cluster.start(0, 0);
    AsyncXmlRpcServer one = cluster.start(1, 1);
    awaitLeader(cluster.address(1), database, one);
    ProcessId id = database.id();
    long before = database.causal().now().count(id);
    try (RpcClient client = RpcClient.unsigned()) {
      for (int i = 0; i < 10; i++) {
        client.callAndWait(database.address(), Methods.GET_ID, List.of(), SOON);
      }
    }
    long after = database.causal().now().count(id);
    assertThat(after).isGreaterThanOrEqualTo(before + 10);
    one.client().callAndWait(database.address(), Methods.GET_ID, List.of(), SOON);
    assertThat(one.causal().now().count(id)).isGreaterThan(after);
    eventually().until(() -> database.causal().now().count(one.id()) > 0);
  }

  @Test
  void publicMethodsTellIdHostLeaderAndTime() throws Exception {
    AsyncXmlRpcServer database = cluster.start(0, 0);
    try (RpcClient client = RpcClient.unsigned()) {
      Address at = database.address();
      assertThat(client.callAndWait(at, Methods.GET_ID, List.of(), SOON)).isEqualTo(0);
      assertThat(Struct.array(client.callAndWait(at, Methods.GET_HOST, List.of(), SOON)))
          .containsExactly(at.host(), at.port());
      assertThat(client.callAndWait(at, Methods.GET_LEADER, List.of(), SOON)).isEqualTo(false);
      AsyncXmlRpcServer one = cluster.start(1, 1);
      awaitLeader(one.address(), database, one);
      for (Address server : List.of(at, one.address())) {
        assertThat(Struct.array(client.callAndWait(server, Methods.GET_LEADER, List.of(), SOON)))
            .containsExactly(one.address().host(), one.address().port());
      }
      double seconds =
          (Double) client.callAndWait(at, Methods.GET_TIME_IN_SECONDS, List.of(), SOON);
      assertThat(Math.abs(seconds - System.currentTimeMillis() / 1000.0)).isLessThan(2);
      assertThatThrownBy(() -> client.callAndWait(at, Methods.PROBE_CLOCK, List.of(), SOON))
          .hasMessageContaining("sign");
    }
  }

  @Test
  void aTakenPortIsToldAtOnce() {
    cluster.start(0, 0);
    try (AsyncXmlRpcServer second = new AsyncXmlRpcServer(cluster.settings(0, 0))) {
      assertThatThrownBy(() -> second.start(List.of(), () -> true))
          .isInstanceOf(PortInUseException.class);
      assertThatThrownBy(second::address).isInstanceOf(IllegalStateException.class);
    }
  }

  private void awaitLine(int uid, String beginning) {
    eventually()
        .untilAsserted(
            () -> assertThat(cluster.terminal(uid)).anyMatch(line -> line.startsWith(beginning)));
  }

  private static void awaitLeader(Address expected, AsyncXmlRpcServer... servers) {
    eventually()
        .untilAsserted(
            () -> {
              for (AsyncXmlRpcServer server : servers) {
                assertThat(server.leader()).isEqualTo(Optional.of(expected));
              }
            });
  }

  private static ConditionFactory eventually() {
    return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(20));
  }
}
