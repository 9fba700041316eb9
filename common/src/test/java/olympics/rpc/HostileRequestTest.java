package olympics.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import olympics.http.RawHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes: a fault or a refusal, nothing executed, and the next call works. */
class HostileRequestTest {
  private static final String ECHO = RawHttp.call("echo_string", "<string>x</string>");

  private Echo echo;

  @BeforeEach
  void start() throws Exception {
    echo = Echo.start();
  }

  @AfterEach
  void stop() {
    echo.close();
  }

  private void theNextCallWorks() throws Exception {
    try (RpcClient client = RpcClient.unsigned()) {
      assertThat(client.callAndWait(echo.address(), "echo_int", List.of(7), Echo.SOON))
          .isEqualTo(7);
    }
  }

  static Stream<Arguments> notCalls() {
    String deep = "<array><data><value>".repeat(3000);
    return Stream.of(
        Arguments.of("nothing", "", "end of file"),
        Arguments.of("no XML", "hello", "prolog"),
        Arguments.of("cut off", ECHO.substring(0, ECHO.length() - 20), ""),
        Arguments.of("another root", "<methodResponse/>", "methodCall"),
        Arguments.of("no method name", "<methodCall></methodCall>", "methodName"),
        Arguments.of("undefined entity", ECHO.replace(">x<", ">&x;<"), "x"),
        Arguments.of("control character", ECHO.replace(">x<", ">\u0001<"), "0x1"),
        Arguments.of("control reference", ECHO.replace(">x<", ">&#1;<"), "&#"),
        Arguments.of("no int", RawHttp.call("echo_int", "<int>x</int>"), "x"),
        Arguments.of("int too large", RawHttp.call("echo_int", "<int>2147483648</int>"), ""),
        Arguments.of("no number", RawHttp.call("echo_double", "<double>NaN</double>"), "NaN"),
        Arguments.of("extension i8", RawHttp.call("echo_int", "<i8>1</i8>"), "i8"),
        Arguments.of("extension nil", RawHttp.call("echo_int", "<nil/>"), "nil"),
        Arguments.of(
            "serialised object",
            RawHttp.call(
                "echo_int",
                "<e:serializable xmlns:e='http://ws.apache.org/xmlrpc/namespaces/extensions'>"
                    + "rO0ABXA=</e:serializable>"),
            ""),
        Arguments.of("any DTD", "<!DOCTYPE methodCall>" + ECHO.substring(21), "DOCTYPE"),
        Arguments.of("deep", RawHttp.call("echo_array", deep), "deeper than 32"),
        Arguments.of(
            "wide",
            RawHttp.call(
                "echo_array", "<array><data>" + "<value/>".repeat(20_000) + "</data></array>"),
            "more than 10000"),
        Arguments.of("attributes", attributes(12), "attributes"),
        Arguments.of("very many attributes", attributes(5000), "more than"),
        Arguments.of("unknown encoding", ECHO.replace("'1.0'", "'1.0' encoding='x-no'"), "x-no"),
        Arguments.of("twice", ECHO + ECHO.substring(21), ""));
  }

  private static String attributes(int count) {
    StringBuilder root = new StringBuilder("<methodCall");
    for (int i = 0; i < count; i++) {
      root.append(" a").append(i).append("='1'");
    }
    return root + ECHO.substring(ECHO.indexOf('>', 21));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("notCalls")
  void whatIsNoCallIsAParseError(String name, String body, String reason) throws Exception {
    RawHttp.Answer answer = RawHttp.exchange(echo.address(), RawHttp.post(body));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("<int>-32700</int>").contains(reason.replace("&", "&amp;"));
    assertThat(answer.body()).doesNotContain("at org.", "Exception");
    assertThat(echo.executed).hasValue(0);
    theNextCallWorks();
  }

  @Test
  void bytesThatAreNoUtf8AreAParseError() throws Exception {
    byte[] body = ECHO.replace(">x<", ">\u00e9<").getBytes(StandardCharsets.ISO_8859_1);
    try (RawHttp raw = new RawHttp(echo.address())) {
      raw.send(RawHttp.request("POST", "/RPC2", "Content-Length: " + body.length)).send(body);
      assertThat(raw.read().body()).contains("-32700");
    }
    theNextCallWorks();
  }

  @Test
  void aFileIsNotReadThroughAnEntity(@TempDir Path folder) throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "the-password");
    String body =
        "<!DOCTYPE methodCall [<!ENTITY x SYSTEM '"
            + secret.toUri()
            + "'>]>"
            + ECHO.substring(21).replace(">x<", ">&x;<");
    assertThat(RawHttp.exchange(echo.address(), RawHttp.post(body)).body())
        .contains("-32700")
        .doesNotContain("the-password");
    theNextCallWorks();
  }

  @Test
  void entitiesThatMultiplyAreRefused() throws Exception {
    StringBuilder body = new StringBuilder("<!DOCTYPE m [<!ENTITY e0 'ha'>");
    for (int i = 1; i < 20; i++) {
      body.append("<!ENTITY e").append(i).append(" '");
      body.append(("&e" + (i - 1) + ";").repeat(10)).append("'>");
    }
    body.append("]>").append(ECHO.substring(21).replace(">x<", ">&e19;<"));
    assertThat(RawHttp.exchange(echo.address(), RawHttp.post(body.toString())).body())
        .contains("-32700");
    theNextCallWorks();
  }

  static Stream<Arguments> notOurHttp() {
    String length = "Content-Length: " + ECHO.length();
    return Stream.of(
        Arguments.of(405, RawHttp.request("GET", "/RPC2", "A: b")),
        Arguments.of(405, RawHttp.request("PUT", "/RPC2", length) + ECHO),
        Arguments.of(404, RawHttp.request("GET", "/", "A: b")),
        Arguments.of(404, RawHttp.request("POST", "/other", length) + ECHO),
        Arguments.of(415, RawHttp.post(ECHO, "Content-Encoding: gzip")),
        Arguments.of(411, RawHttp.request("POST", "/RPC2", "A: b")),
        Arguments.of(400, RawHttp.post(ECHO, "Transfer-Encoding: chunked")),
        Arguments.of(400, RawHttp.post(ECHO, "Content-Length: 5")),
        Arguments.of(400, RawHttp.request("POST", "/RPC2", "Content-Length: -5")),
        Arguments.of(400, RawHttp.request("POST", "/RPC2", "Content-Length: x")),
        Arguments.of(400, "NONSENSE\r\n\r\n"),
        Arguments.of(
            400, RawHttp.request("POST", "/RPC2", "Transfer-Encoding: chunked") + "zz\r\n"),
        Arguments.of(414, "GET /" + "a".repeat(5000) + " HTTP/1.1\r\n\r\n"),
        Arguments.of(431, RawHttp.request("POST", "/RPC2", "A: " + "a".repeat(20_000))),
        Arguments.of(413, RawHttp.request("POST", "/RPC2", "Content-Length: 1048577")),
        Arguments.of(
            413,
            RawHttp.request("POST", "/RPC2", "Content-Length: 1048577", "Expect: 100-continue")));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("notOurHttp")
  void whatIsNotOurHttpIsRefused(int status, String request) throws Exception {
    RawHttp.Answer answer = RawHttp.exchange(echo.address(), request);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(echo.executed).hasValue(0);
    theNextCallWorks();
  }

  @Test
  void aWrongVerbIsToldTheRightOne() throws Exception {
    assertThat(RawHttp.exchange(echo.address(), RawHttp.request("GET", "/RPC2", "A: b")).headers())
        .containsEntry("allow", "POST");
  }

  @Test
  void aBodyThatIsTooLargeIsAnsweredEvenIfTheClientSendsItAll() throws Exception {
    String body = "x".repeat(3_000_000);
    try (RawHttp raw = new RawHttp(echo.address())) {
      assertThat(raw.send(RawHttp.post(body)).read().status()).isEqualTo(413);
    }
    String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
    try (RawHttp raw = new RawHttp(echo.address())) {
      raw.send(RawHttp.request("POST", "/RPC2", "Transfer-Encoding: chunked"));
      assertThat(raw.send(chunk.repeat(20)).read().status()).isEqualTo(413);
    }
    theNextCallWorks();
  }

  @Test
  void aConnectionStaysUsefulAfterARefusal() throws Exception {
    try (RawHttp raw = new RawHttp(echo.address())) {
      assertThat(raw.send(RawHttp.request("GET", "/", "A: b")).read().status()).isEqualTo(404);
      assertThat(raw.send(RawHttp.post("nonsense")).read().body()).contains("-32700");
      assertThat(raw.send(RawHttp.post(ECHO)).read().body()).contains("<string>x</string>");
    }
  }
}
