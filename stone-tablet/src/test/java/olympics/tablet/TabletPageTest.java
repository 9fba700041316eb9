package olympics.tablet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import olympics.http.RawHttp;
import olympics.process.core.Address;
import olympics.tablet.core.Catalogue;
import olympics.tablet.page.TabletPage;
import olympics.tls.Links;
import olympics.wire.Methods;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page of a tablet that prints lines, on the port of its pushes. */
class TabletPageTest {
  private final Terminal terminal = new Terminal();
  private final TabletPage page = new TabletPage();
  private FakeBalancer games;
  private PushPort port;
  private Balancer balancer;
  private Tablet tablet;

  @BeforeEach
  void open() throws Exception {
    games = new FakeBalancer();
    port = new PushPort(new Address("127.0.0.1", 0), Links.PLAIN, page.site());
    balancer = new Balancer(games.address(), Links.PLAIN);
    TabletSettings settings =
        new TabletSettings(
            new Catalogue(List.of("Gaul"), List.of("Stone Curling")),
            7,
            false,
            Duration.ofMillis(50),
            new TabletSettings.Push(false, port.address()));
    tablet =
        new Tablet(
            balancer,
            new Tablet.Port(port, page, "http://" + port.address() + "/"),
            settings,
            new CompletableFuture<>());
  }

  private void start() {
    tablet.start(new LineDisplay(terminal.console(), games.address(), () -> {}));
    await().until(() -> terminal.lines().size() >= 3);
  }

  @AfterEach
  void close() {
    tablet.close();
    balancer.close();
    port.close();
    games.close();
  }

  private RawHttp.Answer get(String target) throws Exception {
    return RawHttp.exchange(port.address(), RawHttp.request("GET", target, "Connection: close"));
  }

  /** The first answer with these texts: on a busy machine a page does not wait for all of it. */
  private RawHttp.Answer getWith(String target, String... parts) {
    AtomicReference<RawHttp.Answer> answer = new AtomicReference<>();
    await()
        .until(
            () -> {
              answer.set(get(target));
              return Stream.of(parts).allMatch(answer.get().body()::contains);
            });
    return answer.get();
  }

  private RawHttp watch(String... headers) throws Exception {
    RawHttp raw =
        new RawHttp(port.address()).send(RawHttp.request("GET", "/events", "A: b", headers));
    assertThat(raw.readHead().status()).isEqualTo(200);
    assertThat(raw.readChunk()).isEqualTo("retry: 1000\n\n");
    return raw;
  }

  /** The first event that holds these texts. */
  private static String eventWith(RawHttp watching, String... parts) throws Exception {
    return from(watching.readChunk(), watching, parts);
  }

  /** The same, of this one and those that follow. */
  private static String from(String first, RawHttp watching, String... parts) throws Exception {
    String event = first;
    while (!Stream.of(parts).allMatch(event::contains)) {
      event = watching.readChunk();
    }
    return event;
  }

  @Test
  void thePageCanBeReadWithoutScripts() throws Exception {
    games.tally("Rome", 2);
    start();
    RawHttp.Answer answer = getWith("/", "Weaving", "Rome leads");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers())
        .containsEntry("content-type", "text/html; charset=utf-8")
        .containsEntry("cache-control", "no-store");
    assertThat(answer.headers().get("content-security-policy")).startsWith("default-src 'none'");
    assertThat(answer.body())
        .contains("Rome leads with 2 gold, 0 silver, 0 bronze.")
        .contains("as of ", "Live: heard ", "=2", "Greece", "No score yet!", "Weaving")
        .contains("<caption>", "scope=\"col\"", "scope=\"row\"")
        .containsOnlyOnce("aria-live=\"polite\"")
        .doesNotContain("style=", "onclick");
    for (String id :
        List.of(
            "summary",
            "standings",
            "pinned",
            "latest",
            "scores",
            "connection",
            "as-of",
            "big-screen")) {
      assertThat(answer.body()).containsOnlyOnce("id=\"" + id + '"');
    }
    for (String file : List.of("/tablet.js", "/dom.js", "/tablet.css", "/tablet.svg")) {
      assertThat(get(file).status()).isEqualTo(200);
    }
  }

  @Test
  void aWallIsStartedWithALink() throws Exception {
    start();
    assertThat(get("/?big=1").body()).contains("<html lang=\"en\" class=\"big\">");
    assertThat(get("/?big=0").body()).contains("<html lang=\"en\" class=\"\">");
  }

  @Test
  void programsGetTheSameAsJson() throws Exception {
    games.tally("Rome", 2);
    start();
    RawHttp.Answer answer = getWith("/?format=json", "Weaving\",\"followed\":false,\"score");

    assertThat(answer.headers()).containsEntry("content-type", "application/json");
    assertThat(answer.body())
        .startsWith("{\"asked\":\"" + games.address() + "\",\"read_at\":")
        .contains("\"answers\":true,\"clocks\":[")
        .contains(
            "\"table\":{\"served_by\":\"obelix-1\",\"cached\":true,\"stale\":false,\"age_seconds\":")
        .contains("{\"rank\":1,\"team\":\"Rome\",\"gold\":2,\"silver\":0,\"bronze\":0,")
        .contains("{\"rank\":2,\"team\":\"Gaul\"", "{\"rank\":2,\"team\":\"Greece\"")
        .contains("\"event\":\"Weaving\",\"followed\":false,\"score\":\"No score yet!\"");
  }

  @Test
  void nobodyIsAskedForMoreThanTheFavouritesUntilSomebodyLooks() throws Exception {
    start();
    assertThat(games.calls(Methods.GET_MEDAL_TABLE)).isEmpty();
    get("/");
    await().until(() -> games.calls(Methods.GET_MEDAL_TABLE).size() == 1);
    try (RawHttp watching = watch()) {
      eventWith(watching, "event: snapshot");
      await().until(() -> games.calls(Methods.GET_MEDAL_TABLE).size() >= 3);
    }
  }

  @Test
  void whoWatchesIsToldWhatChangesAndGoesOnAfterACut() throws Exception {
    start();
    String seen;
    try (RawHttp watching = watch()) {
      String snapshot = watching.readChunk();
      assertThat(snapshot)
          .contains("event: snapshot\n", "\"as_of\":", "\"facts\":")
          .contains("\"pinned\":[{\"kind\":\"team\",\"title\":\"Gaul\"");
      from(
          snapshot,
          watching,
          "\"event\":\"Stone Skating\",\"score\":\"No score yet!\"",
          "\"event\":\"Weaving\",\"score\":\"No score yet!\"");
      games.tally("Gaul", 3);
      String told = eventWith(watching, "Gaul leads with 3 gold");
      assertThat(told).contains("event: state\n");
      // A score that did not change is not told again.
      assertThat(told).doesNotContain("\"scores\":");
      seen = told.substring("id: ".length(), told.indexOf('\n'));
    }
    games.score("Stone Curling", "5 to 3");
    try (RawHttp watching = watch("Last-Event-ID: " + seen)) {
      String next = watching.readChunk();
      assertThat(next).contains("event: state\n").doesNotContain("event: snapshot");
      assertThat(from(next, watching, "5 to 3")).contains("\"pinned\":");
    }
  }

  @Test
  void anAbsenceOfTheBalancerIsToldAndThePageIsThere() throws Exception {
    start();
    try (RawHttp watching = watch()) {
      eventWith(watching, "\"state\":\"live\"");
      games.goAway();
      eventWith(watching, "Reconnecting: no answer from " + games.address());
      assertThat(get("/").body()).contains("Reconnecting: no answer", "class=\"lost\"");
      games.comeBack();
      eventWith(watching, "\"state\":\"live\"");
    }
  }

  @Test
  void pushesAndRefusalsGoOnBesideThePages() throws Exception {
    assertThat(get("/").status()).isEqualTo(503);
    assertThat(get("/events").status()).isEqualTo(503);
    start();
    assertThat(get("/RPC2").status()).isEqualTo(405);
    assertThat(get("/nothing").status()).isEqualTo(404);
    assertThat(
            RawHttp.exchange(
                    port.address(), RawHttp.post(RawHttp.call("confirm_registration", "x")))
                .body())
        .contains("it only polls");
  }
}
