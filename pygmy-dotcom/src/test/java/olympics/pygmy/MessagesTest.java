package olympics.pygmy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import olympics.cluster.AsyncXmlRpcServer;
import olympics.cluster.ServerSettings;
import olympics.cluster.StatusDetails;
import olympics.http.RawHttp;
import olympics.process.core.Address;
import olympics.process.core.Role;
import olympics.pygmy.core.Timing;
import olympics.rpc.CallOptions;
import olympics.rpc.RpcMethod;
import olympics.tls.Links;
import olympics.wire.Methods;
import olympics.wire.StatusItems;
import org.junit.jupiter.api.Test;

/** The message diagram of a balancer before real servers. */
class MessagesTest {
  private static final Address ANY_PORT = new Address("127.0.0.1", 0);
  private static final CallOptions SOON = CallOptions.within(Duration.ofSeconds(5));
  private static final StatusDetails NO_ITEMS = after -> StatusItems.page(List.of(), after);

  private static AsyncXmlRpcServer server(Role role, int uid, List<Address> peers) {
    return new AsyncXmlRpcServer(
        new ServerSettings(
            role,
            uid,
            ANY_PORT,
            ANY_PORT,
            peers,
            Rig.KEY,
            false,
            Duration.ZERO,
            0,
            Optional.empty(),
            Map.of(),
            Links.PLAIN));
  }

  private static RpcMethod.Builder setScore() {
    return RpcMethod.named(Methods.SET_SCORE)
        .takes("event", RpcMethod.Type.STRING)
        .mayTake("request_id", RpcMethod.Type.STRING)
        .answers(RpcMethod.Type.BOOLEAN);
  }

  /** As a front-end does it: passes the call on, with its request id. */
  private static RpcMethod passingOn(AsyncXmlRpcServer frontEnd, Address database) {
    return setScore()
        .handledBy(
            call ->
                frontEnd
                    .client()
                    .call(
                        database,
                        Methods.SET_SCORE,
                        call.params(),
                        SOON.withRequestId(call.requestId().orElseThrow())));
  }

  private static PygmyDotCom pygmy(Address frontEnd) throws IOException {
    return PygmyDotCom.start(
        new Settings(
            ANY_PORT,
            List.of(frontEnd),
            Rig.KEY,
            Timing.DEFAULT,
            Limits.DEFAULT,
            new SplittableRandom(3),
            Links.PLAIN));
  }

  private static String get(PygmyDotCom pygmy, String target) throws IOException {
    return RawHttp.exchange(pygmy.address(), RawHttp.request("GET", target, "Connection: close"))
        .body();
  }

  /** The beginnings of messages, each up to what answers brought. */
  private static List<String> messages(String json, String method, Address at) {
    return Pattern.compile(
            "\\{\"number\":\\d+,\"kind\":\"\\w+\",\"method\":\""
                + method
                + "\",\"line\":\""
                + Pattern.quote(at.toString())
                + "\"[^\\[]*")
        .matcher(json)
        .results()
        .map(MatchResult::group)
        .toList();
  }

  private static long number(String message, String name) {
    Matcher number = Pattern.compile("\"" + name + "\":(\\d+)").matcher(message);
    assertThat(number.find()).as(name + " of " + message).isTrue();
    return Long.parseLong(number.group(1));
  }

  @Test
  void aWriteIsFollowedFromTheBalancerToTheDatabase() throws Exception {
    try (AsyncXmlRpcServer database = server(Role.DATABASE, 0, List.of())) {
      database.start(List.of(setScore().answeredBy(call -> true)), () -> true, NO_ITEMS);
      try (AsyncXmlRpcServer frontEnd = server(Role.FRONT_END, 1, List.of(database.address()))) {
        frontEnd.start(List.of(passingOn(frontEnd, database.address())), () -> true, NO_ITEMS);
        try (PygmyDotCom pygmy = pygmy(frontEnd.address());
            RawClient client = new RawClient(pygmy.address())) {
          await()
              .atMost(Duration.ofSeconds(30))
              .untilAsserted(() -> assertFollowed(pygmy, client, frontEnd, database));
        }
      }
    }
  }

  private static void assertFollowed(
      PygmyDotCom pygmy, RawClient client, AsyncXmlRpcServer frontEnd, AsyncXmlRpcServer database)
      throws IOException {
    assertThat(client.call(Methods.SET_SCORE, "Curling").status()).isEqualTo(200);
    String json = get(pygmy, "/messages?format=json");
    List<String> passedOn =
        messages(json, Methods.SET_SCORE, database.address()).stream()
            .filter(message -> message.contains("\"cause\""))
            .toList();
    assertThat(passedOn).isNotEmpty();
    assertThat(passedOn.get(0)).contains("{\"line\":\"" + frontEnd.address() + "\",\"life\":\"1-");
    long cause = number(passedOn.get(0), "cause");
    assertThat(cause).isLessThan(number(passedOn.get(0), "number"));
    assertThat(messages(json, Methods.SET_SCORE, frontEnd.address()))
        .filteredOn(message -> number(message, "number") == cause)
        .singleElement()
        .asString()
        .contains("\"kind\":\"request\"", "{\"line\":\"balancer\"}");
    assertThat(messages(json, Methods.GET_MESSAGES, database.address()))
        .as("who looks on carries nothing from one server to the other")
        .isNotEmpty()
        .allMatch(message -> message.contains("\"attached\":{}"));
    assertThat(get(pygmy, "/messages?format=html"))
        .contains("<caption>", "scope=\"row\"", "<td>set_score</td>");
  }
}
