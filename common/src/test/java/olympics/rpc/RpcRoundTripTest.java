package olympics.rpc;

import static olympics.rpc.Echo.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import olympics.http.PortInUseException;
import olympics.http.RawHttp;
import olympics.process.core.Address;
import olympics.process.core.PushKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RpcRoundTripTest {
  private Echo echo;
  private RpcClient client;

  @BeforeEach
  void start() throws Exception {
    echo = Echo.start();
    client = RpcClient.unsigned();
  }

  @AfterEach
  void stop() {
    client.close();
    echo.close();
  }

  private Object call(String method, Object... params) throws Exception {
    return client.callAndWait(echo.address(), method, List.of(params), SOON);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "Gaul",
        "<&>\"'",
        "]]>",
        "a\r\nb\tc",
        "Ob\u00e9lix",
        "\u7530\u4e2d",
        "\ud83e\udd47"
      })
  void stringsComeBackAsTheyWent(String text) throws Exception {
    assertThat(call("echo_string", text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void integersComeBackAsTheyWent(int number) throws Exception {
    assertThat(call("echo_int", number)).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        0,
        -0.0,
        0.1,
        1e-3,
        9.99e-4,
        1e7,
        1763906400.123456,
        1e300,
        -2.5e-300,
        Double.MIN_VALUE,
        Double.MAX_VALUE
      })
  void doublesComeBackAsTheyWent(double number) throws Exception {
    assertThat(call("echo_double", number)).isEqualTo(number);
  }

  @Test
  void anIntIsTakenWhereADoubleIsWanted() throws Exception {
    assertThat(call("echo_double", 3)).isEqualTo(3.0);
  }

  @Test
  void booleansArraysAndStructsComeBackAsTheyWent() throws Exception {
    assertThat(call("echo_boolean", true)).isEqualTo(true);
    assertThat(call("echo_boolean", false)).isEqualTo(false);
    assertThat(call("echo_array", List.of())).isEqualTo(List.of());
    List<Object> array = List.of("a", 1, 2.5, true, List.of(List.of("deep")), Map.of("k", "v"));
    assertThat(call("echo_array", array)).isEqualTo(array);
    assertThat(call("echo_array", (Object) new Object[] {"x", 1})).isEqualTo(List.of("x", 1));
    Map<String, Object> struct =
        Map.of("team", "Gaul", "gold", 3, "as_of", 1.5, "stale", false, "list", List.of(1, 2));
    assertThat(call("echo_struct", struct)).isEqualTo(struct);
  }

  @Test
  void handlersGetListsAndMapsAllTheWayDown() throws Exception {
    call("echo_array", List.of(List.of(Map.of("a", List.of(1)))));
    assertThat(echo.calls.get(0).params())
        .isEqualTo(List.of(List.of(List.of(Map.of("a", List.of(1))))));
  }

  @Test
  void aTableOfManyTeamsPasses() throws Exception {
    // Sent as an answer only: a call may not have as many elements.
    List<Map<String, Object>> table =
        Collections.nCopies(
            1000, Map.of("team", "Gaul", "gold", 1, "silver", 2, "bronze", 3, "as_of", 1.5));
    XmlRpcCodec codec = new XmlRpcCodec();
    assertThat(codec.decodeAnswer(codec.encodeAnswer(table))).isEqualTo(table);
  }

  @Test
  void blockingMethodsRunOnWorkers() throws Exception {
    assertThat(call("echo_on_worker", "hello")).asString().startsWith("hello on rpc-worker");
  }

  @Test
  void manyCallsAtOnceAllGetTheirOwnAnswer() {
    List<CompletableFuture<Object>> answers =
        IntStream.range(0, 2000)
            .mapToObj(i -> client.call(echo.address(), "echo_int", List.of(i), SOON))
            .toList();
    for (int i = 0; i < answers.size(); i++) {
      assertThat(answers.get(i).join()).isEqualTo(i);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "no_such_method, -32601, no_such_method",
    "bad_argument, 400, tin",
    "not_found, 404, no such team",
    "broken, -32603, internal error",
    "broken_on_worker, -32603, internal error",
    "answers_nothing, -32603, internal error",
    "answers_null, -32603, internal error",
    "answers_long, -32603, internal error",
    "answers_float, -32603, internal error",
    "answers_nan, -32603, internal error",
    "answers_control, -32603, internal error",
    "answers_half_pair, -32603, internal error",
    "for_servers, 401, signature",
  })
  void faultsHaveTheCodesOfTheProtocol(String method, int code, String text) throws Exception {
    assertThatExceptionOfType(RpcFault.class)
        .isThrownBy(() -> call(method))
        .matches(fault -> fault.code() == code, "code " + code)
        .withMessageContaining(text)
        .withMessageNotContaining("secret");
    assertThat(call("echo_int", 1)).isEqualTo(1);
  }

  @Test
  void wrongParametersAreToldWhatWasWanted() {
    assertThatThrownBy(() -> call("get_medal_tally", 7))
        .isInstanceOf(RpcFault.class)
        .hasMessage(
            "get_medal_tally takes (string team, string client_id optional,"
                + " string min_version optional), got (int)");
    assertThatThrownBy(() -> call("get_medal_tally")).hasMessageEndingWith("got ()");
    assertThatThrownBy(() -> call("get_medal_tally", "a", "b", "c", "d"))
        .hasMessageEndingWith("got (string, string, string, string)");
    assertThat(echo.executed).hasValue(0);
  }

  @Test
  void introspectionDescribesTheMethods() throws Exception {
    assertThat(new java.util.ArrayList<Object>((List<?>) call("system.listMethods")))
        .contains("get_medal_tally", "system.methodHelp")
        .doesNotContain("system.multicall");
    assertThat(call("system.methodSignature", "get_medal_tally"))
        .isEqualTo(
            List.of(
                List.of("struct", "string"),
                List.of("struct", "string", "string"),
                List.of("struct", "string", "string", "string")));
    assertThat(call("system.methodHelp", "get_medal_tally"))
        .isEqualTo("The medals of a team. Faults: 404.");
    assertThat(call("system.methodHelp", "for_servers")).asString().contains("by signature");
    assertThatThrownBy(() -> call("system.methodHelp", "nope")).hasMessageContaining("nope");
  }

  @Test
  void whatHasNoFormIsRefusedBeforeItIsSent() {
    for (Object value : new Object[] {1L, 1f, Double.NaN, "\u0001", "\udc00", Map.of(1, 2)}) {
      assertThatThrownBy(
              () -> client.call(echo.address(), "echo_array", List.of(List.of(value)), SOON))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(echo.executed).hasValue(0);
  }

  @Test
  void aTakenPortIsReportedAtOnce() {
    assertThatThrownBy(
            () ->
                RpcServer.start(
                    new RpcServer.Settings(echo.address(), Optional.empty(), () -> true),
                    List.of()))
        .isInstanceOf(PortInUseException.class)
        .hasMessageContaining("port " + echo.address().port());
  }

  @Test
  void anAddressThatIsNotOursIsReported() {
    assertThatThrownBy(
            () ->
                RpcServer.start(
                    new RpcServer.Settings(
                        new Address("192.0.2.1", 0), Optional.empty(), () -> true),
                    List.of()))
        .hasMessageContaining("cannot listen on 192.0.2.1:0");
  }

  @Test
  void aUnsignedClientCannotSendARequestId() {
    CallOptions options = SOON.withRequestId(olympics.games.core.RequestId.of("w", 1));
    assertThatThrownBy(() -> client.call(echo.address(), "echo_int", List.of(1), options))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPushKeyTravelsBesideTheCall() throws Exception {
    PushKey key = new PushKey("0123456789abcdefghij-_");
    var unused =
        client.callAndWait(echo.address(), "echo_string", List.of("Gaul"), SOON.withPushKey(key));
    unused = call("echo_string", "Gaul");
    assertThat(echo.calls)
        .extracting(RpcCall::pushKey)
        .containsExactly(Optional.of(key), Optional.empty());
    assertThat(echo.calls.toString()).doesNotContain(key.text());
  }

  /** Whoever shows two knows neither. */
  @ParameterizedTest
  @ValueSource(strings = {"", "short", "0123456789abcdefghij-_, 0123456789abcdefghij-_", "twice"})
  void whatIsNotOnePushKeyIsNone(String shown) throws Exception {
    String right = "Games-Push-Key: 0123456789abcdefghij-_";
    String[] headers =
        shown.equals("twice")
            ? new String[] {right, right}
            : new String[] {"Games-Push-Key: " + shown};
    String xml =
        new String(
            new XmlRpcCodec().encodeCall("echo_string", List.of("Gaul")), StandardCharsets.UTF_8);
    assertThat(RawHttp.exchange(echo.address(), RawHttp.post(xml, headers)).body())
        .contains("Gaul");
    assertThat(echo.calls).extracting(RpcCall::pushKey).containsExactly(Optional.empty());
  }
}
