package olympics.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import olympics.causality.core.VectorClock;
import olympics.games.core.RequestId;
import olympics.http.RawHttp;
import olympics.process.core.Address;
import olympics.process.core.ProcessId;
import olympics.process.core.PushKey;
import olympics.process.core.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignedCallTest {
  private static final ClusterKey KEY = new ClusterKey(new byte[32]);
  private static final ClusterKey OTHER_KEY =
      new ClusterKey("another key, also secret".getBytes(StandardCharsets.UTF_8));
  private static final RequestId WRITE = RequestId.of("w", 7);
  private static final String BODY = RawHttp.call("for_servers");

  private final ServerIdentity database = identity(Role.DATABASE, 0, "a", KEY);
  private final ServerIdentity frontEnd = identity(Role.FRONT_END, 1, "b", KEY);
  private final ServerIdentity balancer = identity(Role.BALANCER, 9, "c", KEY);
  private Echo echo;

  /** Counts and merges, as the real one does. */
  private static final class Clock implements CausalClock {
    private final ProcessId own;
    private VectorClock now = VectorClock.EMPTY;

    Clock(ProcessId own) {
      this.own = own;
    }

    @Override
    public synchronized VectorClock received(VectorClock attached) {
      now = now.merge(attached).plusOne(own);
      return now;
    }

    @Override
    public synchronized void learned(VectorClock attached) {
      now = now.merge(attached);
    }

    @Override
    public synchronized VectorClock now() {
      return now;
    }
  }

  private static ServerIdentity identity(Role role, int uid, String digit, ClusterKey key) {
    ProcessId id = new ProcessId(uid, digit.repeat(32));
    return new ServerIdentity(role, id, key, new Clock(id));
  }

  @BeforeEach
  void start() throws Exception {
    echo = Echo.start(database);
  }

  @AfterEach
  void stop() {
    echo.close();
  }

  private Map<String, String> sign(ServerIdentity sender) {
    return new LinkedHashMap<>(
        new RequestSigner(sender)
            .sign(
                database.id().incarnation(),
                Optional.of(WRITE),
                Optional.empty(),
                ByteBuffer.wrap(BODY.getBytes(StandardCharsets.UTF_8)))
            .headers());
  }

  private RawHttp.Answer send(Map<String, String> headers, String body) throws Exception {
    String[] lines =
        headers.entrySet().stream()
            .map(entry -> entry.getKey() + ": " + entry.getValue())
            .toArray(String[]::new);
    return RawHttp.exchange(echo.address(), RawHttp.post(body, lines));
  }

  private void assertRefused(RawHttp.Answer answer) {
    assertThat(answer.body()).contains("<int>401</int>");
    assertThat(answer.headers())
        .containsEntry("games-incarnation", database.id().incarnation())
        .doesNotContainKey("games-signature");
    assertThat(echo.executed).hasValue(0);
    assertThat(database.clock().now()).isEqualTo(VectorClock.EMPTY);
  }

  @Test
  void aSignedCallBringsItsHeadersAndItsAnswerTheClock() throws Exception {
    frontEnd.clock().received(VectorClock.EMPTY);
    try (RpcClient client = RpcClient.signing(frontEnd)) {
      CallOptions options = Echo.SOON.withRequestId(WRITE);
      assertThat(client.callAndWait(echo.address(), "for_servers", List.of(), options))
          .isEqualTo(true);
      assertThat(client.incarnationAt(echo.address())).contains(database.id().incarnation());
    }
    SignedHeaders signed = echo.calls.get(0).signed().orElseThrow();
    assertThat(signed.role()).isEqualTo(Role.FRONT_END);
    assertThat(signed.sender()).isEqualTo(frontEnd.id());
    assertThat(signed.requestId()).contains(WRITE);
    assertThat(signed.clientAddress()).isEmpty();
    assertThat(signed.clock().count(frontEnd.id())).isEqualTo(1);
    assertThat(database.clock().now().count(frontEnd.id())).isEqualTo(1);
    assertThat(database.clock().now().count(database.id())).isEqualTo(1);
    assertThat(frontEnd.clock().now()).isEqualTo(database.clock().now());
  }

  @Test
  void everyExecutedRequestIsCountedOnce() throws Exception {
    RawHttp.exchange(echo.address(), RawHttp.post(RawHttp.call("echo_int", "<int>1</int>")));
    RawHttp.exchange(echo.address(), RawHttp.post(RawHttp.call("no_such_method")));
    RawHttp.exchange(
        echo.address(), RawHttp.post(RawHttp.call("echo_int", "<boolean>1</boolean>")));
    assertThat(database.clock().now().count(database.id())).isEqualTo(1);
  }

  @Test
  void everyAnswerSaysWhoAnsweredAndWhetherItIsReady() throws Exception {
    for (String request :
        List.of(
            RawHttp.request("GET", "/", "A: b"),
            RawHttp.post("nonsense"),
            RawHttp.post(RawHttp.call("echo_int", "<int>1</int>")))) {
      assertThat(RawHttp.exchange(echo.address(), request).headers())
          .containsEntry("games-incarnation", database.id().incarnation())
          .containsEntry("games-ready", "true");
    }
  }

  @Test
  void anUnsignedCallOfAServersMethodIsRefused() throws Exception {
    assertRefused(send(Map.of(), BODY));
    Map<String, String> claims = sign(frontEnd);
    claims.remove(GamesHeaders.SIGNATURE);
    assertRefused(send(claims, BODY));
  }

  @Test
  void headersOfUnsignedCallersAreIgnored() throws Exception {
    Map<String, String> claims = sign(balancer);
    claims.remove(GamesHeaders.SIGNATURE);
    claims.put(GamesHeaders.CLIENT, "192.0.2.7");
    send(claims, RawHttp.call("echo_int", "<int>1</int>"));
    RpcCall call = echo.calls.get(0);
    assertThat(call.signed()).isEmpty();
    assertThat(call.requestId()).isEmpty();
    assertThat(call.clientAddress()).isEqualTo(InetAddress.getLoopbackAddress());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        GamesHeaders.SENDER,
        GamesHeaders.RECEIVER,
        GamesHeaders.COUNTER,
        GamesHeaders.CLOCK,
        GamesHeaders.REQUEST_ID,
        GamesHeaders.SIGNATURE
      })
  void anAlteredOrMissingHeaderIsRefused(String header) throws Exception {
    Map<String, String> altered = sign(frontEnd);
    altered.compute(
        header, (name, value) -> value.isEmpty() ? "1" : "1" + value.substring(1) + "1");
    assertRefused(send(altered, BODY));
    Map<String, String> missing = sign(frontEnd);
    missing.remove(header);
    assertRefused(send(missing, BODY));
  }

  @Test
  void aHeaderThatWasAddedIsRefused() throws Exception {
    Map<String, String> added = sign(balancer);
    added.put(GamesHeaders.CLIENT, "192.0.2.7");
    assertRefused(send(added, BODY));
    Map<String, String> twice = sign(frontEnd);
    twice.put("games-sender", "database " + database.id());
    assertRefused(send(twice, BODY));
  }

  @Test
  void anAlteredBodyIsRefused() throws Exception {
    assertRefused(send(sign(frontEnd), BODY + " "));
    assertRefused(send(sign(frontEnd), BODY.replace('\'', '"')));
  }

  @Test
  void anAlteredBodyOfAPublicMethodIsRefusedToo() throws Exception {
    assertRefused(send(sign(frontEnd), RawHttp.call("echo_int", "<int>1</int>")));
  }

  @Test
  void anotherKeyIsRefused() throws Exception {
    assertRefused(send(sign(identity(Role.FRONT_END, 1, "b", OTHER_KEY)), BODY));
  }

  @Test
  void aCallForAnEarlierLifeIsRefused() throws Exception {
    Map<String, String> old =
        new RequestSigner(frontEnd)
            .sign(
                "d".repeat(32),
                Optional.empty(),
                Optional.empty(),
                ByteBuffer.wrap(BODY.getBytes(StandardCharsets.UTF_8)))
            .headers();
    assertRefused(send(old, BODY));
  }

  @Test
  void theSameCallASecondTimeIsRefused() throws Exception {
    Map<String, String> headers = sign(frontEnd);
    assertThat(send(headers, BODY).body()).contains("<boolean>1</boolean>");
    assertThat(send(headers, BODY).body()).contains("<int>401</int>").contains("second time");
    assertThat(echo.executed).hasValue(1);
    assertThat(send(sign(frontEnd), BODY).body()).contains("<boolean>1</boolean>");
  }

  @Test
  void theBalancerMayNotCallServersMethods() throws Exception {
    RawHttp.Answer answer = send(sign(balancer), BODY);
    assertThat(answer.body()).contains("<int>401</int>").contains("balancer");
    assertThat(echo.executed).hasValue(0);
  }

  static Stream<Role> servers() {
    return Stream.of(Role.DATABASE, Role.FRONT_END);
  }

  @ParameterizedTest
  @MethodSource("servers")
  void onlyTheBalancerSpeaksForAClient(Role role) throws Exception {
    InetAddress client = InetAddress.getByName("192.0.2.7");
    String body = RawHttp.call("echo_int", "<int>1</int>");
    for (ServerIdentity sender : List.of(balancer, identity(role, 3, "e", KEY))) {
      Map<String, String> headers =
          new RequestSigner(sender)
              .sign(
                  database.id().incarnation(),
                  Optional.of(WRITE),
                  Optional.of(client),
                  ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)))
              .headers();
      assertThat(send(headers, body).body()).contains("<int>1</int>");
    }
    assertThat(echo.calls.get(0).clientAddress()).isEqualTo(client);
    assertThat(echo.calls.get(0).requestId()).contains(WRITE);
    assertThat(echo.calls.get(1).clientAddress()).isEqualTo(InetAddress.getLoopbackAddress());
  }

  @Test
  void aRestartedServerIsSignedForAgain() throws Exception {
    Address address = echo.address();
    try (RpcClient client = RpcClient.signing(frontEnd)) {
      client.callAndWait(address, "for_servers", List.of(), Echo.SOON);
      echo.close();
      ServerIdentity next = identity(Role.DATABASE, 0, "f", KEY);
      echo = Echo.start(next, address);
      assertThat(client.callAndWait(address, "for_servers", List.of(), Echo.SOON)).isEqualTo(true);
      assertThat(echo.executed).hasValue(1);
      assertThat(client.incarnationAt(address)).contains(next.id().incarnation());
    }
  }

  @Test
  void aServerThatDoesNotSayWhoItIsGetsUnsignedCallsAndNoRequestId() throws Exception {
    try (Echo tablet = Echo.start();
        RpcClient client = RpcClient.signing(frontEnd)) {
      assertThat(client.callAndWait(tablet.address(), "echo_int", List.of(1), Echo.SOON))
          .isEqualTo(1);
      assertThat(client.incarnationAt(tablet.address())).isEmpty();
      RpcFailure failure =
          catchThrowableOfType(
              RpcFailure.class,
              () ->
                  client.callAndWait(
                      tablet.address(), "echo_int", List.of(1), Echo.SOON.withRequestId(WRITE)));
      assertThat(failure.delivery()).isEqualTo(RpcFailure.Delivery.NOT_DELIVERED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Games-Signature: 00", "Games-Clock: "})
  void anAnswerWithoutTheRightSignatureIsNotBelieved(String header) throws Exception {
    String forged = new String(new XmlRpcCodec().encodeAnswer(true), StandardCharsets.UTF_8);
    String[] headers = {
      "Games-Incarnation: " + "a".repeat(32), "Games-Ready: true", "Games-Clock: ", "X: y", header
    };
    String answer = ScriptedServer.ok(forged, headers).replace("\r\n\r\n\r\n", "\r\n\r\n");
    try (ScriptedServer server = new ScriptedServer(true, request -> answer);
        RpcClient client = RpcClient.signing(frontEnd)) {
      RpcFailure failure =
          catchThrowableOfType(
              RpcFailure.class,
              () -> client.callAndWait(server.address(), "for_servers", List.of(), Echo.SOON));
      assertThat(failure.delivery()).isEqualTo(RpcFailure.Delivery.UNKNOWN);
      assertThat(failure).hasMessageContaining("signature");
      assertThat(frontEnd.clock().now()).isEqualTo(VectorClock.EMPTY);
    }
  }

  @Test
  void anAnswerIsOnlyGoodForItsOwnRequest() {
    RequestSigner signer = new RequestSigner(frontEnd);
    SignatureGate gate = new SignatureGate(database);
    byte[] body = {1, 2, 3};
    byte[] answer = {4, 5};
    RequestSigner.SignedRequest first = signedFor(signer, body);
    RequestSigner.SignedRequest second = signedFor(signer, body);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(GamesHeaders.INCARNATION, database.id().incarnation());
    headers.put(GamesHeaders.READY, "true");
    SignatureGate.Passage passage = passage(gate, first, body);
    headers.putAll(gate.signAnswer(passage, headers, answer));

    assertThat(verify(signer, first, 200, headers, answer)).isPresent();
    assertThat(verify(signer, second, 200, headers, answer)).isEmpty();
    assertThat(verify(signer, first, 503, headers, answer)).isEmpty();
    assertThat(verify(signer, first, 200, headers, new byte[] {4, 6})).isEmpty();
    headers.put(GamesHeaders.READY, "false");
    assertThat(verify(signer, first, 200, headers, answer)).isEmpty();
  }

  @Test
  void sendersPastTheLimitAreRefusedAndTheOthersNotForgotten() {
    SignatureGate gate = new SignatureGate(database, 2);
    byte[] body = {};
    RequestSigner.SignedRequest first =
        signedFor(new RequestSigner(identity(Role.FRONT_END, 1, "1", KEY)), body);
    RequestSigner.SignedRequest second =
        signedFor(new RequestSigner(identity(Role.FRONT_END, 1, "2", KEY)), body);
    RequestSigner.SignedRequest third =
        signedFor(new RequestSigner(identity(Role.FRONT_END, 1, "3", KEY)), body);
    passage(gate, first, body);
    passage(gate, second, body);
    for (RequestSigner.SignedRequest refused : List.of(third, first, second)) {
      assertThat(
              catchThrowableOfType(RpcFault.class, () -> gate.check(netty(refused), body)).code())
          .isEqualTo(401);
    }
    passage(gate, signedFor(new RequestSigner(identity(Role.FRONT_END, 1, "1", KEY)), body), body);
  }

  private RequestSigner.SignedRequest signedFor(RequestSigner signer, byte[] body) {
    return signer.sign(
        database.id().incarnation(), Optional.empty(), Optional.empty(), ByteBuffer.wrap(body));
  }

  private static SignatureGate.Passage passage(
      SignatureGate gate, RequestSigner.SignedRequest request, byte[] body) {
    try {
      return gate.check(netty(request), body).orElseThrow();
    } catch (RpcFault e) {
      throw new AssertionError(e);
    }
  }

  private static HttpHeaders netty(RequestSigner.SignedRequest request) {
    HttpHeaders headers = new DefaultHttpHeaders();
    request.headers().forEach(headers::set);
    return headers;
  }

  private static Optional<VectorClock> verify(
      RequestSigner signer,
      RequestSigner.SignedRequest request,
      int status,
      Map<String, String> headers,
      byte[] body) {
    return signer.verifyAnswer(request.signature(), status, headers::get, ByteBuffer.wrap(body));
  }

  @Test
  void aRequestIdIsOnlySentSignedAndAPushKeyOnlyUnsigned() {
    CallOptions withId = Echo.SOON.withRequestId(WRITE);
    CallOptions withKey = Echo.SOON.withPushKey(new PushKey("0123456789abcdefghij-_"));
    try (RpcClient unsigned = RpcClient.unsigned();
        RpcClient signing = RpcClient.signing(frontEnd)) {
      assertThatThrownBy(() -> unsigned.call(echo.address(), "for_servers", List.of(), withId))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> signing.call(echo.address(), "for_servers", List.of(), withKey))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(withKey.toString()).doesNotContain("0123456789");
    assertThat(echo.executed).hasValue(0);
  }
}
