package olympics.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import olympics.cli.Password;
import olympics.cluster.AsyncXmlRpcServer;
import olympics.cluster.ServerSettings;
import olympics.games.core.RequestId;
import olympics.process.core.Address;
import olympics.process.core.Role;
import olympics.rpc.CallOptions;
import olympics.rpc.ClusterKey;
import olympics.rpc.FaultCode;
import olympics.rpc.PortInUseException;
import olympics.rpc.RpcClient;
import olympics.rpc.RpcFault;
import olympics.rpc.RpcMethod;
import olympics.wire.Methods;
import olympics.wire.Struct;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database server and a front-end in one process, over real connections. */
class DatabaseServerTest {
  private static final String PASSWORD = "getafix";
  private static final CallOptions OPTIONS = CallOptions.within(Duration.ofSeconds(10));
  private static final ClusterKey KEY = new ClusterKey(new byte[32]);

  @TempDir private Path directory;

  private DatabaseServer database;
  private AsyncXmlRpcServer frontEnd;
  private RpcClient anybody;
  private final List<Struct> notices = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start() throws Exception {
    database =
        DatabaseServer.start(
            settings(Role.DATABASE, new Address("127.0.0.1", 0), List.of()),
            directory.resolve("scores.db"),
            new Password(PASSWORD));
    frontEnd =
        new AsyncXmlRpcServer(
            settings(Role.FRONT_END, new Address("127.0.0.1", 0), List.of(database.address())));
    frontEnd.start(
        List.of(
            RpcMethod.named(Methods.ITEMS_CHANGED)
                .takes("notice", RpcMethod.Type.STRUCT)
                .answers(RpcMethod.Type.BOOLEAN)
                .forServers()
                .answeredBy(call -> notices.add(Struct.of(call.params().get(0))))),
        () -> true);
    anybody = RpcClient.unsigned();
  }

  @AfterEach
  void stop() throws Exception {
    anybody.close();
    frontEnd.close(Duration.ZERO);
    database.close();
  }

  private static ServerSettings settings(Role role, Address bind, List<Address> peers) {
    return new ServerSettings(
        role,
        role == Role.DATABASE ? 0 : 1,
        bind,
        bind,
        peers,
        KEY,
        false,
        Duration.ZERO,
        0,
        Optional.empty(),
        Map.of());
  }

  private Object read(String method, Object... params) throws Exception {
    return anybody.callAndWait(database.address(), method, Arrays.asList(params), OPTIONS);
  }

  private Struct signed(String id, String method, Object... params) throws Exception {
    CallOptions options = id.isEmpty() ? OPTIONS : OPTIONS.withRequestId(new RequestId(id));
    return Struct.of(
        frontEnd.client().callAndWait(database.address(), method, Arrays.asList(params), options));
  }

  private RpcFault fault(String id, String method, Object... params) {
    return catchThrowableOfType(RpcFault.class, () -> signed(id, method, params));
  }

  @Test
  void aFrontEndsWriteIsSeenByEverybody() throws Exception {
    Struct written = signed("w/1", Methods.INCREMENT_MEDAL_TALLY, "GAUL", "Gold", PASSWORD, "w/1");
    assertThat(written.string("team")).isEqualTo("Gaul");
    assertThat(written.integer("gold")).isEqualTo(1);
    assertThat(written.string("request_id")).isEqualTo("w/1");
    assertThat(written.bool("replayed")).isFalse();

    Struct tally =
        Struct.of(read(Methods.GET_MEDAL_TALLY, "gaul", "me", written.string("version")));
    assertThat(tally.integer("gold")).isEqualTo(1);
    assertThat(tally.string("version")).isEqualTo(written.string("version"));
    assertThat(tally.number("as_of")).isEqualTo(written.number("as_of"));
    assertThat(tally.bool("stale")).isFalse();
    Struct first = Struct.of(Struct.array(read(Methods.GET_MEDAL_TABLE)).get(0));
    assertThat(first.string("team")).isEqualTo("Gaul");
    assertThat(first.integer("rank")).isEqualTo(1);

    Struct again = signed("w/1", Methods.INCREMENT_MEDAL_TALLY, "gaul", "gold", PASSWORD);
    assertThat(again.bool("replayed")).isTrue();
    assertThat(again.integer("gold")).isEqualTo(1);
    Struct status = Struct.of(read(Methods.GET_WRITE_STATUS, "w/1"));
    assertThat(status.bool("applied")).isTrue();
    assertThat(status.struct("result").members()).isEqualTo(written.members());
    assertThat(Struct.of(read(Methods.GET_WRITE_STATUS, "w/2")).bool("applied")).isFalse();
  }

  @Test
  void scoresAndNamesAreWrittenAndRead() throws Exception {
    assertThat(
            signed("w/2", Methods.SET_SCORE, "stone curling", "3 : 2", PASSWORD).bool("superseded"))
        .isFalse();
    Struct late = signed("w/1", Methods.SET_SCORE, "stone curling", "1 : 0", PASSWORD);
    assertThat(late.bool("superseded")).isTrue();
    assertThat(late.string("score")).isEqualTo("3 : 2");
    assertThat(Struct.of(read(Methods.GET_SCORE, "Stone Curling")).string("score"))
        .isEqualTo("3 : 2");
    assertThat(signed("a", Methods.ADD_TEAM, "Iberia", PASSWORD).bool("added")).isTrue();
    assertThat(signed("b", Methods.ADD_TEAM, "iberia", PASSWORD).bool("added")).isFalse();
    assertThat(signed("c", Methods.ADD_EVENT, "Menhir", PASSWORD).string("event"))
        .isEqualTo("Menhir");
    assertThat(Struct.strings(read(Methods.LIST_TEAMS))).contains("Iberia", "Gaul");
    assertThat(Struct.strings(read(Methods.LIST_EVENTS))).contains("Menhir");
  }

  @Test
  void whatIsWrongIsRefusedWithItsFault() throws Exception {
    assertThat(fault("a", Methods.INCREMENT_MEDAL_TALLY, "Gaul", "gold", "wrong").code())
        .isEqualTo(401);
    assertThat(fault("", Methods.INCREMENT_MEDAL_TALLY, "Gaul", "gold", PASSWORD))
        .hasMessageContaining("request_id")
        .matches(fault -> fault.is(FaultCode.BAD_ARGUMENT));
    assertThat(fault("a", Methods.SET_SCORE, "Stone Curling", "1", PASSWORD, "b"))
        .matches(fault -> fault.is(FaultCode.BAD_ARGUMENT))
        .hasMessageContaining("header");
    assertThat(fault("a", Methods.INCREMENT_MEDAL_TALLY, "Gaul", "tin", PASSWORD))
        .hasMessageContaining("gold, silver or bronze")
        .matches(fault -> fault.is(FaultCode.BAD_ARGUMENT));
    assertThat(fault("a", Methods.INCREMENT_MEDAL_TALLY, "Atlantis", "gold", PASSWORD).code())
        .isEqualTo(404);
    signed("a", Methods.INCREMENT_MEDAL_TALLY, "Gaul", "gold", PASSWORD);
    assertThat(fault("a", Methods.INCREMENT_MEDAL_TALLY, "Rome", "gold", PASSWORD).code())
        .isEqualTo(409);
    assertThatThrownBy(() -> read(Methods.GET_MEDAL_TALLY, "Gaul", "me", "yesterday"))
        .isInstanceOfSatisfying(RpcFault.class, f -> assertThat(f.code()).isEqualTo(400));
    assertThatThrownBy(() -> read(Methods.INCREMENT_MEDAL_TALLY, "Gaul", "gold", PASSWORD, "z"))
        .isInstanceOfSatisfying(RpcFault.class, f -> assertThat(f.code()).isEqualTo(401));
  }

  @Test
  void aFrontEndLearnsWhatChanged() throws Exception {
    String start = signed("", Methods.CHANGES_SINCE, "").string("through");
    signed("a", Methods.INCREMENT_MEDAL_TALLY, "Gaul", "gold", PASSWORD);
    Struct changes = signed("", Methods.CHANGES_SINCE, start);
    assertThat(changes.bool("reset")).isFalse();
    Struct change = Struct.of(changes.list("changes").get(0));
    assertThat(change.string("kind")).isEqualTo("tally");
    assertThat(change.string("name")).isEqualTo("gaul");
    Struct fetched = signed("", Methods.FETCH_TALLY, "Gaul");
    assertThat(fetched.string("through")).isEqualTo(changes.string("through"));
    assertThat(fetched.struct("item").integer("gold")).isEqualTo(1);
    assertThat(signed("", Methods.FETCH_TABLE).list("items")).hasSize(5);
    assertThat(Struct.strings(signed("", Methods.FETCH_NAMES).list("events"))).hasSize(4);
    assertThat(signed("", Methods.FETCH_SCORE, "Stone Curling").struct("item").string("score"))
        .isEqualTo("No score yet!");
  }

  @Test
  void aFrontEndIsToldOfCommitsAndOfTablets() throws Exception {
    await().until(() -> !frontEnd.livePeers().isEmpty());
    // Until the database server has met the front-end too, there is nobody it could tell.
    int[] writes = {0};
    await()
        .untilAsserted(
            () -> {
              signed("w/" + writes[0]++, Methods.SET_SCORE, "Stone Curling", "s", PASSWORD);
              assertThat(notices).isNotEmpty();
            });
    Struct item = Struct.of(notices.get(0).list("items").get(0));
    assertThat(item.string("kind")).isEqualTo("score");
    assertThat(item.struct("item").string("score")).isEqualTo("s");
    assertThat(notices.get(0).has("tablets")).isFalse();

    Struct registered =
        signed(
            "",
            Methods.REGISTER_TABLET,
            "127.0.0.1",
            8005,
            List.of("stone curling"),
            List.of("gaul"),
            3);
    assertThat(registered.integer("lease_seconds")).isEqualTo(10);
    assertThat(Struct.strings(registered.list("teams"))).containsExactly("Gaul");
    await().untilAsserted(() -> assertThat(notices).anyMatch(n -> n.has("tablets")));
    Struct tablet = Struct.of(signed("", Methods.CHANGES_SINCE, "").list("tablets").get(0));
    assertThat(tablet.integer("port")).isEqualTo(8005);
    assertThat(Struct.strings(tablet.list("events"))).containsExactly("Stone Curling");
    assertThat(signed("", Methods.UNREGISTER_TABLET, "127.0.0.1", 8005).bool("known")).isTrue();
    assertThat(
            fault("", Methods.REGISTER_TABLET, "127.0.0.1", 8005, List.of(), List.of(), 30).code())
        .isEqualTo(400);
  }

  @Test
  void aTakenPortIsSaidBeforeTheDatabaseIsTouched() throws Exception {
    Path file = directory.resolve("other.db");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Address bind = new Address("127.0.0.1", taken.getLocalPort());
      assertThatThrownBy(
              () ->
                  DatabaseServer.start(
                      settings(Role.DATABASE, bind, List.of()), file, new Password(PASSWORD)))
          .isInstanceOf(PortInUseException.class);
    }
    assertThat(Files.exists(file)).isFalse();
  }
}
