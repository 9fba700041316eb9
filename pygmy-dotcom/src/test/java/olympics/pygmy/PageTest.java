package olympics.pygmy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import olympics.http.RawHttp;
import org.junit.jupiter.api.Test;

/** The page of a balancer whose front-ends say nothing of themselves. */
class PageTest {
  private static RawHttp.Answer get(Rig rig, String target) throws IOException {
    return RawHttp.exchange(
        rig.pygmy().address(), RawHttp.request("GET", target, "Connection: close"));
  }

  @Test
  void thePageCanBeReadWithoutScripts() throws Exception {
    try (Rig rig = Rig.patient(2)) {
      RawHttp.Answer page = get(rig, "/");
      assertThat(page.status()).isEqualTo(200);
      assertThat(page.headers())
          .containsEntry("content-type", "text/html; charset=utf-8")
          .containsKey("content-security-policy");
      assertThat(page.body())
          .contains(rig.frontEnd(0).address().toString(), rig.frontEnd(1).address().toString())
          .contains("<caption>", "scope=\"col\"", "aria-live=\"polite\"");
      assertThat(page.body())
          .contains("id=\"diagram\"", "id=\"diagram-pause\"", "id=\"diagram-step\"")
          .contains("<noscript>", "href=\"/messages?format=html\"");
      for (String file :
          List.of(
              "/pygmy.js",
              "/dom.js",
              "/pygmy.css",
              "/pygmy.svg",
              "/diagram.js",
              "/diagram.css",
              "/drawing.js",
              "/geometry.js",
              "/message.js")) {
        assertThat(get(rig, file).status()).as(file).isEqualTo(200);
      }
    }
  }

  @Test
  void aFrontEndThatIsGoneIsShownAsSuchAndWhy() throws Exception {
    try (Rig rig = Rig.patient(2)) {
      rig.frontEnd(1).die();
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(get(rig, "/").body())
                      .contains("1 of 2 front-ends in rotation")
                      .contains("out of rotation: does not answer"));
      assertThat(get(rig, "/?format=json").body())
          .contains("\"in_rotation\":true", "\"in_rotation\":false", "\"standing\":\"dead\"");
      assertThat(get(rig, "/metrics").body())
          .contains("games_requests_total 0.0")
          .contains("games_in_rotation{front_end=\"" + rig.frontEnd(1).address() + "\"} 0.0");
    }
  }

  @Test
  void nobodyIsAskedForTheMetricsNorForCalls() throws Exception {
    try (Rig rig = Rig.patient(2)) {
      assertThat(get(rig, "/metrics").status()).isEqualTo(200);
      assertThat(rig.call("get_score", "Stone Curling").status()).isEqualTo(200);
      assertThat(rig.calls()).noneMatch(call -> call.method().equals("get_status"));
      assertThat(get(rig, "/").status()).isEqualTo(200);
      assertThat(rig.calls())
          .as("who looks at the cards only")
          .noneMatch(call -> call.method().equals("get_messages"));
    }
  }
}
