package olympics.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import olympics.process.core.Address;
import olympics.rpc.FaultCode;
import olympics.rpc.RpcFault;
import olympics.wire.Methods;
import olympics.wire.Struct;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong gets the fault that the protocol names, and the next call is answered. */
class FaultAnswersIT {
  private static Games games;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @BeforeAll
  static void start() {
    games = Games.start();
  }

  @AfterAll
  static void stop() {
    games.close();
  }

  /** After each wrong call, the same server answers the next right one. */
  @AfterEach
  void everyServerStillAnswers() throws Exception {
    for (String server : List.of(Games.DATABASE, Games.ONE, Games.TWO, Games.BALANCER)) {
      Struct tally = Struct.of(games.call(server, Methods.GET_MEDAL_TALLY, "Gaul"));
      assertThat(tally.string("team")).isEqualTo("Gaul");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {Games.DATABASE, Games.ONE, Games.TWO, Games.BALANCER})
  void anUnknownTeamOrEventIs404(String server) {
    assertThat(fault(server, Methods.GET_MEDAL_TALLY, "Atlantis"))
        .returns(FaultCode.NOT_FOUND.code(), RpcFault::code)
        .extracting(RpcFault::getMessage)
        .asString()
        .contains("Atlantis");
    assertThat(fault(server, Methods.GET_SCORE, "Menhir Tossing").code())
        .isEqualTo(FaultCode.NOT_FOUND.code());
  }

  @ParameterizedTest
  @ValueSource(strings = {Games.ONE, Games.TWO, Games.BALANCER})
  void aWrongPasswordIs401AndChangesNothing(String server) throws Exception {
    Object before = games.call(Games.DATABASE, Methods.GET_MEDAL_TABLE);
    assertThat(fault(server, Methods.INCREMENT_MEDAL_TALLY, "Gaul", "gold", "wrong").code())
        .isIn(FaultCode.NOT_AUTHORISED.code(), FaultCode.TOO_MANY_ATTEMPTS.code());
    assertThat(fault(server, Methods.SET_SCORE, "Stone Curling", "9", "wrong").code())
        .isIn(FaultCode.NOT_AUTHORISED.code(), FaultCode.TOO_MANY_ATTEMPTS.code());
    assertThat(tallies(games.call(Games.DATABASE, Methods.GET_MEDAL_TABLE)))
        .isEqualTo(tallies(before));
  }

  @ParameterizedTest
  @ValueSource(strings = {Games.ONE, Games.TWO, Games.BALANCER})
  void anUnknownMedalOrTeamInAWriteIsRefused(String server) {
    String password = games.password();
    RpcFault medal = fault(server, Methods.INCREMENT_MEDAL_TALLY, "Gaul", "tin", password);
    assertThat(medal.code()).isEqualTo(FaultCode.BAD_ARGUMENT.code());
    assertThat(medal).hasMessageContaining("tin").hasMessageContaining("gold, silver or bronze");
    assertThat(fault(server, Methods.INCREMENT_MEDAL_TALLY, "Atlantis", "gold", password).code())
        .isEqualTo(FaultCode.NOT_FOUND.code());
    assertThat(fault(server, Methods.SET_SCORE, "Menhir Tossing", "1", password).code())
        .isEqualTo(FaultCode.NOT_FOUND.code());
  }

  @ParameterizedTest
  @ValueSource(strings = {Games.DATABASE, Games.ONE, Games.TWO, Games.BALANCER})
  void wrongArgumentTypesAndCountsAreSaidWithWhatIsExpected(String server) {
    RpcFault number = fault(server, Methods.GET_MEDAL_TALLY, 7);
    assertThat(number.code()).isEqualTo(FaultCode.BAD_PARAMETERS.code());
    assertThat(number).hasMessageContaining("get_medal_tally").hasMessageContaining("string");
    assertThat(fault(server, Methods.GET_MEDAL_TALLY).code())
        .isEqualTo(FaultCode.BAD_PARAMETERS.code());
    assertThat(fault(server, Methods.GET_SCORE, List.of("a"), Map.of()).code())
        .isEqualTo(FaultCode.BAD_PARAMETERS.code());
  }

  @ParameterizedTest
  @ValueSource(strings = {Games.DATABASE, Games.ONE, Games.TWO, Games.BALANCER})
  void aMethodThatDoesNotExistIsSaidSo(String server) {
    assertThat(fault(server, "make_potion").code()).isEqualTo(FaultCode.NO_SUCH_METHOD.code());
    assertThat(fault(server, "system.multicall", List.of()).code())
        .isEqualTo(FaultCode.NO_SUCH_METHOD.code());
  }

  @ParameterizedTest
  @ValueSource(strings = {Games.DATABASE, Games.ONE, Games.TWO, Games.BALANCER})
  void aMethodForServersIsRefusedToOthers(String server) {
    assertThat(fault(server, "greet", Map.of()).code())
        .isIn(
            FaultCode.NOT_AUTHORISED.code(),
            FaultCode.BAD_PARAMETERS.code(),
            FaultCode.NO_SUCH_METHOD.code());
  }

  @ParameterizedTest
  @ValueSource(strings = {Games.DATABASE, Games.ONE, Games.TWO, Games.BALANCER})
  void malformedXmlIsAParseError(String server) throws Exception {
    for (String body :
        List.of(
            "<methodCall><methodName>get_id</methodName>",
            "garbage",
            "",
            "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
                + "<methodCall><methodName>get_score</methodName><params><param><value>"
                + "&x;</value></param></params></methodCall>")) {
      HttpResponse<String> answer = post(server, body);
      assertThat(answer.body()).as(body).contains("-32700");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {Games.DATABASE, Games.ONE, Games.TWO, Games.BALANCER})
  void aBodyTooLargeIs413(String server) throws Exception {
    String body =
        "<methodCall><methodName>get_score</methodName><params><param><value>"
            + "x".repeat(1 << 20)
            + "</value></param></params></methodCall>";
    assertThat(post(server, body).statusCode()).isEqualTo(413);
  }

  @ParameterizedTest
  @ValueSource(strings = {Games.DATABASE, Games.ONE, Games.TWO, Games.BALANCER})
  void anotherVerbIs405(String server) throws Exception {
    HttpRequest delete = HttpRequest.newBuilder(uri(server)).DELETE().build();
    assertThat(http.send(delete, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(405);
  }

  private HttpResponse<String> post(String server, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri(server))
            .header("Content-Type", "text/xml")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static URI uri(String server) {
    Address address = games.address(server);
    return URI.create("http://127.0.0.1:" + address.port() + "/RPC2");
  }

  private static RpcFault fault(String server, String method, Object... params) {
    return catchThrowableOfType(RpcFault.class, () -> games.call(server, method, params));
  }

  private static List<String> tallies(Object table) {
    return FinalTable.of(table).lines();
  }
}
