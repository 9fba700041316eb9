package olympics.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import olympics.http.HttpLimits;
import olympics.http.RawHttp;
import olympics.process.core.Address;
import olympics.rpc.RpcMethod;
import olympics.rpc.RpcServer;
import olympics.tls.Links;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SiteTest {
  private static final String CSS = "body { margin: 0 }\n";

  private static RpcServer server;

  @BeforeAll
  static void start() throws Exception {
    Site site =
        Site.builder()
            .resource(SiteTest.class, "board.css")
            .page("/", (request, answerer) -> answerer.answer(PageAnswers.html("<!DOCTYPE html>")))
            .page(
                "/echo",
                (request, answerer) ->
                    answerer.answer(
                        PageAnswers.json(
                            Json.text(
                                json -> json.writeString(request.parameter("a").orElse("-"))))))
            .page(
                "/later",
                (request, answerer) ->
                    new Thread(() -> answerer.answer(PageAnswers.of("text/plain", "at last")))
                        .start())
            .page("/events", new EventFeed(EventFeed.Limits.DEFAULT, () -> "{}"))
            .page("/metrics", new MetricsPage(SiteTest::metrics))
            .build();
    RpcServer.Settings settings =
        new RpcServer.Settings(
            new Address("127.0.0.1", 0),
            Optional.empty(),
            () -> true,
            HttpLimits.DEFAULT,
            16,
            Links.PLAIN,
            Optional.of(site));
    RpcMethod echo =
        RpcMethod.named("echo")
            .takes("text", RpcMethod.Type.STRING)
            .answers(RpcMethod.Type.STRING)
            .help("Echoes.")
            .answeredBy(call -> call.string(0));
    server = RpcServer.start(settings, List.of(echo));
  }

  private static MetricSnapshots metrics() {
    return MetricSnapshots.of(
        GaugeSnapshot.builder()
            .name("games_alive")
            .help("Whether it lives.")
            .dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder().value(1).build())
            .build());
  }

  @AfterAll
  static void stop() {
    server.close(Duration.ofSeconds(2));
  }

  private static RawHttp.Answer get(String target, String... headers) throws Exception {
    return RawHttp.exchange(server.address(), RawHttp.request("GET", target, "A: b", headers));
  }

  private static void assertSecured(RawHttp.Answer answer) {
    assertThat(answer.headers())
        .containsEntry("x-content-type-options", "nosniff")
        .containsEntry("referrer-policy", "no-referrer")
        .containsEntry(
            "content-security-policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                + " img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
  }

  @Test
  void aFileOfTheJarIsServedWithItsTypeAndItsTag() throws Exception {
    RawHttp.Answer answer = get("/board.css");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(CSS);
    assertThat(answer.headers())
        .containsEntry("content-type", "text/css; charset=utf-8")
        .containsEntry("cache-control", "no-cache");
    assertThat(answer.headers().get("etag")).matches("\"[0-9a-f]{32}\"");
    assertSecured(answer);
    assertThat(get("http://any.host/board.css?x").body()).isEqualTo(CSS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TAG", "W/TAG", "\"other\", TAG", "*", "\"other\" , W/TAG ,"})
  void whatTheBrowserHasIsNotSentAgain(String tags) throws Exception {
    String tag = get("/board.css").headers().get("etag");
    try (RawHttp raw = new RawHttp(server.address())) {
      String known = "If-None-Match: " + tags.replace("TAG", tag);
      raw.send(RawHttp.request("GET", "/board.css", known));
      RawHttp.Answer answer = raw.readHead();
      assertThat(answer.status()).isEqualTo(304);
      assertThat(answer.headers()).containsEntry("etag", tag);
      assertSecured(answer);
      // No body came: the next answer follows at once.
      assertThat(raw.send(RawHttp.request("GET", "/", "A: b")).read().status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"other\"", "W/", "0", ",,,,", "\"*\""})
  void whatItDoesNotHaveIsSent(String tags) throws Exception {
    assertThat(get("/board.css", "If-None-Match: " + tags).status()).isEqualTo(200);
  }

  @Test
  void headIsAnsweredWithTheLengthAndWithoutTheBody() throws Exception {
    try (RawHttp raw = new RawHttp(server.address())) {
      for (int i = 0; i < 2; i++) {
        RawHttp.Answer head = raw.send(RawHttp.request("HEAD", "/board.css", "A: b")).readHead();
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.headers()).containsEntry("content-length", "" + CSS.length());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../board.css",
        "/%2e%2e/board.css",
        "/./board.css",
        "//board.css",
        "/board.css/",
        "/board%2ecss",
        "/BOARD.css",
        "/board.css%00.js",
        "/..%2f..%2fetc%2fpasswd",
        "/\\..\\board.css",
        "/olympics/web/Site.class",
        "/META-INF/MANIFEST.MF",
        "/board.css#x",
        "/board.css;x",
        "board.css",
        "*"
      })
  void noOtherPathLeadsAnywhere(String target) throws Exception {
    for (String verb : List.of("GET", "HEAD", "POST")) {
      try (RawHttp raw = new RawHttp(server.address())) {
        RawHttp.Answer answer =
            raw.send(RawHttp.request(verb, target, "Content-Length: 0")).readHead();
        assertThat(answer.status()).isEqualTo(404);
        assertSecured(answer);
      }
    }
  }

  @Test
  void aTargetThatIsTooLongIsRefused() throws Exception {
    assertThat(get("/" + "a/".repeat(4000)).status()).isEqualTo(414);
    assertThat(get("/echo?a=" + "%41".repeat(1000)).body()).isEqualTo('"' + "A".repeat(1000) + '"');
  }

  @ParameterizedTest
  @CsvSource({
    "POST,    /,      'GET, HEAD'",
    "PUT,     /,      'GET, HEAD'",
    "DELETE,  /events, 'GET, HEAD'",
    "OPTIONS, /board.css, 'GET, HEAD'",
    "TRACE,   /,      'GET, HEAD'",
    "get,     /,      'GET, HEAD'",
    "GET,     /RPC2,  POST",
    "HEAD,    /RPC2,  POST",
  })
  void otherVerbsAreRefusedAndTheConnectionStays(String verb, String path, String allow)
      throws Exception {
    try (RawHttp raw = new RawHttp(server.address())) {
      RawHttp.Answer answer = raw.send(RawHttp.request(verb, path, "Content-Length: 0")).readHead();
      assertThat(answer.status()).isEqualTo(405);
      assertThat(answer.headers()).containsEntry("allow", allow);
      assertSecured(answer);
    }
  }

  @Test
  void callsGoOnAsBeforeBetweenPages() throws Exception {
    try (RawHttp raw = new RawHttp(server.address())) {
      String call = RawHttp.post(RawHttp.call("echo", "<string>x</string>"));
      raw.send(call + RawHttp.request("GET", "/later", "A: b") + call);
      RawHttp.Answer first = raw.read();
      assertThat(first.body()).contains("<string>x</string>");
      assertThat(first.headers()).doesNotContainKey("content-security-policy");
      assertThat(raw.read().body()).isEqualTo("at last");
      assertThat(raw.read().body()).contains("<string>x</string>");
    }
  }

  @Test
  void theBodyOfAGetIsReadAndThrownAway() throws Exception {
    try (RawHttp raw = new RawHttp(server.address())) {
      raw.send(
          RawHttp.request("GET", "/echo?a=1", "Content-Length: 20") + "GET /echo HTTP/1.1\r\n");
      assertThat(raw.read().body()).isEqualTo("\"1\"");
      raw.send(RawHttp.request("GET", "/echo?a=2", "Transfer-Encoding: chunked") + "0\r\n\r\n");
      assertThat(raw.read().body()).isEqualTo("\"2\"");
    }
    assertThat(get("/", "Content-Length: 1048577").status()).isEqualTo(413);
  }

  @ParameterizedTest
  @CsvSource({
    "/echo, -",
    "/echo?, -",
    "/echo?a, ''",
    "/echo?a=%22%3C&a=2, \\\"<",
    "/echo?b=1&a=x+y, x y",
    "/echo?a=%zz, -",
    "/echo?a=%, -",
  })
  void parametersAreDecodedOrCountAsAbsent(String target, String expected) throws Exception {
    RawHttp.Answer answer = get(target);
    assertThat(answer.body()).isEqualTo('"' + expected + '"');
    assertThat(answer.headers())
        .containsEntry("content-type", "application/json")
        .containsEntry("cache-control", "no-store");
  }

  @Test
  void metricsHaveTheFormOfPrometheus() throws Exception {
    RawHttp.Answer answer = get("/metrics");
    assertThat(answer.headers().get("content-type")).startsWith("text/plain; version=0.0.4");
    assertThat(answer.body()).contains("# TYPE games_alive gauge\ngames_alive 1.0\n");
  }

  @Test
  void whatIsNotInTheJarIsNoticedAtTheStart() {
    Site.Builder site = Site.builder();
    assertThatThrownBy(() -> site.resource(SiteTest.class, "missing.css"))
        .hasMessageContaining("missing.css");
    assertThatThrownBy(() -> site.resource(SiteTest.class, "board.unknown"))
        .hasMessageContaining("no content type");
    site.page("/", (request, answerer) -> {});
    assertThatThrownBy(() -> site.page("/", (request, answerer) -> {}))
        .hasMessageContaining("\"/\"");
  }
}
