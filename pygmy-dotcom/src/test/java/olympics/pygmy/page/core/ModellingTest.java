package olympics.pygmy.page.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import olympics.pygmy.page.core.PageModel.Card;
import olympics.pygmy.page.core.PageModel.Cell;
import olympics.pygmy.page.core.PageModel.Fact;
import olympics.pygmy.page.core.PageModel.State;
import org.junit.jupiter.api.Test;

class ModellingTest {
  private static final String DATABASE = "localhost:8000";
  private static final String ONE = "localhost:8002";
  private static final String TWO = "localhost:8003";

  private static Map<String, Object> item(String name, String version) {
    return Map.of("kind", "tally", "name", name, "value", "1 gold", "version", version);
  }

  private static Status status(String role, int uid, double time, List<Object> items) {
    Map<String, Object> common =
        new HashMap<>(
            Map.of(
                "role",
                role,
                "uid",
                uid,
                "incarnation",
                uid + "123456789abcdef0123456789abcdef",
                "leader",
                DATABASE,
                "term",
                "4-0-0123456789abcdef0123456789abcdef",
                "peers",
                List.of(Map.of("address", DATABASE, "role", "database")),
                "events",
                List.of(Map.of("number", 1, "time", 10.5 + uid, "text", "elected " + uid)),
                "requests",
                100.0,
                "vector_clock",
                "0-aaaa1111=3,1-bbbb2222=4"));
    common.put("time", time);
    common.put("items", items);
    common.put("items_in_all", items.size());
    if (role.equals("front-end")) {
      common.putAll(Map.of("cache", "push", "hits", 3.0, "misses", 1.0));
    }
    return Status.of(common);
  }

  private static ServerView.Rotation ready() {
    return new ServerView.Rotation("ready", "is alive", Optional.of(0.25), 7);
  }

  private static ServerView answers(
      String address, Optional<ServerView.Rotation> rotation, Status status) {
    return new ServerView(address, rotation, Optional.of(status), "", 5.0, 5.002, Optional.of(2.0));
  }

  private static ServerView killed(String address) {
    ServerView.Rotation dead =
        new ServerView.Rotation(
            "dead", "does not answer: Connection refused", Optional.of(2.125), 9);
    return new ServerView(
        address, Optional.of(dead), Optional.empty(), "no answer", 5.0, 5.001, Optional.empty());
  }

  private static PageModel model(ServerView... servers) {
    return Modelling.of(new ClusterView(List.of(servers), 16, 0, 1_000, List.of()));
  }

  private static Status database() {
    return status("database", 0, 1000.0, List.of(item("Gaul", "ab.7"), item("Rome", "ab.2")));
  }

  private static Card card(PageModel model, String address) {
    return model.cards().stream()
        .filter(card -> card.title().endsWith(address))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aKilledFrontEndIsShownAsSuchWithTheReasonAndTheAgeOfItsLastHeartbeat() {
    PageModel model =
        model(
            answers(ONE, Optional.of(ready()), status("front-end", 1, 1000.0, List.of())),
            killed(TWO),
            answers(DATABASE, Optional.empty(), database()));
    assertThat(model.summary())
        .isEqualTo(
            "1 of 2 front-ends in rotation; trouble at localhost:8003; time server:"
                + " localhost:8000.");
    Card two = card(model, TWO);
    assertThat(two.state()).isEqualTo(State.BAD);
    assertThat(two.words()).isEqualTo("out of rotation: does not answer: Connection refused");
    assertThat(two.facts())
        .contains(new Fact("Last heartbeat", "2.1 s ago"), new Fact("Status", "no answer"));
    assertThat(card(model, ONE).state()).isEqualTo(State.GOOD);
  }

  @Test
  void clocksAreComparedWithTheTimeServersWithinTheErrorOfBothRoundTrips() {
    PageModel model =
        model(
            answers(ONE, Optional.of(ready()), status("front-end", 1, 1000.0015, List.of())),
            answers(DATABASE, Optional.empty(), database()));
    assertThat(card(model, ONE).facts())
        .contains(
            new Fact("Clock, to the time server's", "+1.5 ms ± 2.0 ms"),
            new Fact("Role in the election", "follows localhost:8000, term 4"),
            new Fact("Cache hits", "75% of 4 reads"),
            new Fact("Requests", "100, 2 per second"));
    assertThat(card(model, DATABASE).facts())
        .contains(
            new Fact("Clock, to the time server's", "it is the time server"),
            new Fact("Role in the election", "time server, term 4"));
  }

  @Test
  void whatIsCachedStandsNextToWhatTheDatabaseHolds() {
    PageModel model =
        model(
            answers(
                ONE,
                Optional.of(ready()),
                status("front-end", 1, 1000.0, List.of(item("Gaul", "ab.7")))),
            answers(
                TWO,
                Optional.of(ready()),
                status("front-end", 2, 1000.0, List.of(item("Gaul", "ab.5")))),
            answers(DATABASE, Optional.empty(), database()));
    PageModel.Table items = model.tables().get(0);
    assertThat(items.columns())
        .containsExactly(
            "Item",
            "Value",
            "database localhost:8000",
            "front-end localhost:8002",
            "front-end localhost:8003");
    assertThat(items.rows())
        .containsExactly(
            List.of(
                Cell.plain("Gaul"),
                Cell.plain("1 gold"),
                Cell.plain("v7"),
                new Cell("v7 ✓ current", State.GOOD),
                new Cell("v5 ✗ older", State.BAD)),
            List.of(
                Cell.plain("Rome"),
                Cell.plain("1 gold"),
                Cell.plain("v2"),
                Cell.plain("not cached"),
                Cell.plain("not cached")));
  }

  @Test
  void theTimelineIsNewestFirstAndTheVectorClocksHaveAColumnForEachProcess() {
    PageModel model =
        model(
            answers(ONE, Optional.of(ready()), status("front-end", 1, 1000.0, List.of())),
            answers(DATABASE, Optional.empty(), database()));
    assertThat(model.tables().get(1).rows())
        .extracting(row -> row.get(0).text() + " " + row.get(2).text())
        .containsExactly("00:00:11.500 elected 1", "00:00:10.500 elected 0");
    assertThat(model.tables().get(2).columns()).containsExactly("Known at", "0-aaaa", "1-bbbb");
  }

  @Test
  void faultThatSomebodyHadHappenIsMarkedWhereItBelongsOnTheTimeline() {
    PageModel model =
        Modelling.of(
            new ClusterView(
                List.of(
                    answers(ONE, Optional.of(ready()), status("front-end", 1, 1000.0, List.of())),
                    answers(DATABASE, Optional.empty(), database())),
                16,
                0,
                1_000,
                List.of(
                    new FaultMark(11.25, false, "obelix-2 was killed"),
                    new FaultMark(11.75, true, "obelix-2 was started again"))));
    assertThat(model.tables().get(1).rows())
        .extracting(row -> row.get(0).text() + " " + row.get(1).text() + " " + row.get(2).text())
        .containsExactly(
            "00:00:11.750 fault lab ✓ obelix-2 was started again",
            "00:00:11.500 front-end localhost:8002 elected 1",
            "00:00:11.250 fault lab ✗ obelix-2 was killed",
            "00:00:10.500 database localhost:8000 elected 0");
    assertThat(model.tables().get(1).rows())
        .extracting(row -> row.get(2).state())
        .containsExactly(State.GOOD, State.PLAIN, State.BAD, State.PLAIN);
  }

  @Test
  void timeServerIsKnownByItsTermThoughItIsReachedAtAnotherAddress() {
    PageModel model =
        model(
            answers(ONE, Optional.of(ready()), status("front-end", 1, 1000.0015, List.of())),
            answers("localhost:9999", Optional.empty(), database()));
    assertThat(card(model, ONE).facts())
        .contains(new Fact("Clock, to the time server's", "+1.5 ms ± 2.0 ms"));
    assertThat(card(model, "localhost:9999").facts())
        .contains(
            new Fact("Clock, to the time server's", "it is the time server"),
            new Fact("Role in the election", "time server, term 4"));
  }

  @Test
  void nothingIsKnownYet() {
    PageModel model = Modelling.of(ClusterView.EMPTY);
    assertThat(model.summary()).isEqualTo("0 of 0 front-ends in rotation; time server: none.");
    assertThat(model.tables()).allSatisfy(table -> assertThat(table.rows()).isEmpty());
  }
}
