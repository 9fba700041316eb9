package olympics.tablet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import olympics.games.core.ItemKey;
import olympics.games.core.OlympicEvent;
import olympics.process.core.Address;
import olympics.process.core.PushKey;
import olympics.rpc.CallOptions;
import olympics.rpc.FaultCode;
import olympics.rpc.RpcCall;
import olympics.rpc.RpcClient;
import olympics.rpc.RpcFault;
import olympics.tablet.core.Catalogue;
import olympics.tls.Links;
import olympics.web.Site;
import olympics.wire.Methods;
import olympics.wire.Origin;
import olympics.wire.Struct;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FollowerTest {
  private static final Site NO_PAGES = Site.builder().build();
  private static final Catalogue ANY = new Catalogue(List.of(), List.of());
  private static final Catalogue GAUL_AND_CURLING =
      new Catalogue(List.of("gaul"), List.of("stone curling"));
  private static final CallOptions SOON = CallOptions.within(Duration.ofSeconds(5));
  private static final Duration OFTEN = Duration.ofMillis(20);
  private static final Duration RARELY = Duration.ofMinutes(10);
  private static final String FIRST_GAUL =
      "Gaul  gold 0  silver 0  bronze 0   (version …0, 0.0 s old, first value,"
          + " from obelix-1, cached)";

  private final Terminal terminal = new Terminal();
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private final RpcClient client = RpcClient.unsigned();
  private FakeBalancer games;
  private PushPort port;
  private Balancer balancer;
  private Optional<Follower> follower = Optional.empty();

  @BeforeEach
  void open() throws Exception {
    games = new FakeBalancer();
    port = new PushPort(new Address("127.0.0.1", 0), Links.PLAIN, NO_PAGES);
    balancer = new Balancer(games.address(), Links.PLAIN);
  }

  @AfterEach
  void close() {
    follower.ifPresent(Follower::close);
    balancer.close();
    port.close();
    games.close();
    client.close();
  }

  @Test
  void favouritesAreChosenAtRandomAndNamed() {
    follow(ANY, false, OFTEN, false);

    await().until(() -> shown("first value").size() == 4);
    assertThat(terminal.lines().get(0))
        .startsWith("following ")
        .endsWith("(chosen at random; --seed 7 chooses them again)");
  }

  @Test
  void changesAreShownOnceAndTheFirstValuesAreMarked() {
    follow(GAUL_AND_CURLING, false, OFTEN, false);
    await().until(() -> shown("first value").size() == 2);
    assertThat(terminal.lines()).contains("following Gaul, Stone Curling", FIRST_GAUL);

    games.score("Stone Curling", "5 points to 3");
    await().until(() -> !shown("5 points").isEmpty());
    int asked = games.calls(Methods.GET_SCORE).size();
    await().until(() -> games.calls(Methods.GET_SCORE).size() > asked + 3);

    assertThat(shown("5 points"))
        .containsExactly(
            "Stone Curling: 5 points to 3   (version …6, 0.0 s old, from obelix-1, cached)");
    assertThat(terminal.lines()).hasSize(4);
  }

  @Test
  void whatIsChosenLaterIsAskedForAtOnceAndRegisteredAndWhatIsLetGoIsNot() {
    follow(GAUL_AND_CURLING, false, RARELY, true);
    await().until(() -> games.calls(Methods.REGISTER_CLIENT).size() == 1);

    follower.orElseThrow().follow(ItemKey.tally("Rome"));
    await().until(() -> !shown("Rome  gold 0").isEmpty());
    await().until(() -> lastRegistered().equals(List.of("Gaul", "Rome")));

    follower.orElseThrow().unfollow(ItemKey.tally("Gaul"));
    await().until(() -> lastRegistered().equals(List.of("Rome")));
  }

  private List<String> lastRegistered() {
    List<RpcCall> calls = games.calls(Methods.REGISTER_CLIENT);
    return Struct.strings(calls.get(calls.size() - 1).params().get(2));
  }

  @Test
  void everyQuestionCarriesTheTabletsNameAndTheHighestVersionSeen() {
    follow(GAUL_AND_CURLING, false, OFTEN, false);
    await().until(() -> games.calls(Methods.GET_SCORE).size() > 1);

    List<RpcCall> tallies = games.calls(Methods.GET_MEDAL_TALLY);
    assertThat(tallies.get(0).params()).containsExactly("gaul", "localhost:" + ownPort(), "");
    assertThat(games.calls(Methods.GET_SCORE).get(0).string(2))
        .isEqualTo(FakeBalancer.EPOCH + ".5");
    assertThat(tallies.get(1).string(2)).isEqualTo(FakeBalancer.EPOCH + ".5");
  }

  @Test
  void absentBalancerIsReportedOnceAndWaitedFor() throws Exception {
    games.goAway();
    follow(GAUL_AND_CURLING, false, OFTEN, false);
    await().until(() -> !shown("no answer").isEmpty());
    assertThat(terminal.lines().get(0))
        .matches("no answer from localhost:\\d+: cannot connect: .*refused.*; trying again");

    games.comeBack();
    await().until(() -> shown("first value").size() == 2);
    games.goAway();
    await().until(() -> shown("no answer").size() == 2);
    games.score("Stone Curling", "1 point to 0");
    games.comeBack();
    await().until(() -> !shown("1 point").isEmpty());

    assertThat(shown("no answer")).hasSize(2);
    assertThat(shown("answers again after")).hasSize(2);
  }

  @Test
  void absentFrontEndsAreReportedAsTheBalancerPutsIt() {
    games.fault = Optional.of(new RpcFault(FaultCode.UNAVAILABLE, "no front-end is alive"));
    follow(GAUL_AND_CURLING, false, OFTEN, false);
    await().until(() -> !terminal.lines().isEmpty());
    games.fault = Optional.empty();
    await().until(() -> shown("first value").size() == 2);

    assertThat(terminal.lines().get(0)).contains("no front-end is alive; trying again");
  }

  @Test
  void oneItemThatIsNotAnsweredIsNoSilence() {
    follow(GAUL_AND_CURLING, false, OFTEN, false);
    await().until(() -> shown("first value").size() == 2);
    games.faulty = Methods.GET_MEDAL_TALLY;
    games.fault = Optional.of(new RpcFault(FaultCode.UNAVAILABLE, "no database"));
    await().until(() -> !shown("STALE").isEmpty());
    games.score("Stone Curling", "7 points to 7");
    await().until(() -> !shown("7 points to 7").isEmpty());
    games.fault = Optional.empty();
    await().until(() -> !shown("current again").isEmpty());

    assertThat(shown("STALE"))
        .containsExactly("Gaul  gold 0  silver 0  bronze 0   (STALE: no database)");
    assertThat(shown("answer")).isEmpty();
  }

  @Test
  void unknownNameEndsTheTablet() {
    follow(new Catalogue(List.of("Gall"), List.of()), false, OFTEN, false);

    assertThatThrownBy(() -> end.get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there is no team 'Gall'; did you mean 'Gaul'?")
        .hasMessageContaining("--wait");
  }

  @Test
  void unknownNameIsWaitedForIfAsked() {
    follow(new Catalogue(List.of("Japan"), List.of()), true, OFTEN, false);
    await().until(() -> !shown("no tally of japan: there is no 'japan'").isEmpty());

    games.tally("Japan", 1);
    await().until(() -> !shown("Japan  gold 1").isEmpty());
    assertThat(shown("no tally")).hasSize(1);
  }

  @Test
  void controlCharactersFromOutsideAreShownAndNotSent() {
    games.items.put(
        ItemKey.score("Stone Curling"),
        Map.of(
            "event",
            "Stone Curling",
            "score",
            "\u202Eevil",
            "as_of",
            0.0,
            "version",
            FakeBalancer.EPOCH + ".9",
            "stale",
            false,
            "age_seconds",
            0.0));
    follow(GAUL_AND_CURLING, false, OFTEN, false);
    await().until(() -> !shown("evil").isEmpty());

    assertThat(shown("evil").get(0)).startsWith("Stone Curling: \\u202eevil ");
  }

  @Test
  void answerThatMakesNoSenseIsReportedAndTheOthersGoOn() {
    games.items.put(ItemKey.tally("Gaul"), Map.of("team", "Gaul"));
    follow(GAUL_AND_CURLING, false, OFTEN, false);

    await().until(() -> shown("first value").size() == 1);
    assertThat(shown("no tally of gaul: an answer that makes no sense")).hasSize(1);
  }

  @Test
  void staleValueIsMarked() {
    follow(GAUL_AND_CURLING, false, OFTEN, false);
    await().until(() -> shown("first value").size() == 2);
    games.items.computeIfPresent(
        ItemKey.tally("Gaul"),
        (key, struct) -> {
          Map<String, Object> stale = new LinkedHashMap<>(struct);
          stale.put("stale", true);
          stale.put("age_seconds", 12.3);
          return stale;
        });

    await().until(() -> !shown("STALE").isEmpty());
    assertThat(shown("STALE"))
        .containsExactly(
            "Gaul  gold 0  silver 0  bronze 0   (STALE, 12.3 s old, from obelix-1," + " cached)");
  }

  @Test
  void pushedValueIsShownAndOlderOnesAreDropped() throws Exception {
    followByPush();
    RpcCall registered = games.calls(Methods.REGISTER_CLIENT).get(0);
    assertThat(Struct.array(registered.params().get(0))).containsExactly("localhost", ownPort());
    assertThat(Struct.strings(registered.params().get(1))).containsExactly("Stone Curling");
    assertThat(Struct.strings(registered.params().get(2))).containsExactly("Gaul");
    assertThat(registered.string(3)).isEqualTo(port.key().text());

    Map<String, Object> one = games.tally("Gaul", 1);
    Map<String, Object> two = games.tally("Gaul", 2);
    two.put(Origin.SERVED_BY, "obelix-2");
    assertThat(push(Methods.PRINT_MEDAL_TALLY_FOR_TEAM, two)).isEqualTo(true);
    assertThat(push(Methods.PRINT_MEDAL_TALLY_FOR_TEAM, one)).isEqualTo(true);
    assertThat(push(Methods.PRINT_MEDAL_TALLY_FOR_TEAM, two)).isEqualTo(true);
    assertThat(push(Methods.PRINT_SCORE_FOR_EVENT, games.score("Stone Curling", "2 to 1")))
        .isEqualTo(true);

    assertThat(shown("pushed"))
        .containsExactly(
            "Gaul  gold 2  silver 0  bronze 0   (version …7, 0.0 s old, pushed by obelix-2)",
            "Stone Curling: 2 to 1   (version …8, 0.0 s old, pushed)");
  }

  /** Nobody pushes that, and the interval is long. */
  @Test
  void whatChangedBetweenTheQuestionAndTheRegistrationIsAskedFor() {
    games.beforeRegistration = () -> games.tally("Gaul", 5);
    followByPush();

    await().until(() -> !shown("Gaul  gold 5").isEmpty());
    List<RpcCall> asked = games.calls(Methods.GET_MEDAL_TALLY);
    assertThat(asked).hasSize(2);
    assertThat(asked.get(1).string(2)).isEqualTo(FakeBalancer.EPOCH + ".6");
    assertThat(shown("Gaul")).hasSize(2 + 1);
  }

  @Test
  void renewalAsksForNothing() {
    games.leaseSeconds = 1;
    followByPush();
    await().until(() -> games.calls(Methods.REGISTER_CLIENT).size() >= 3);

    assertThat(games.calls(Methods.GET_MEDAL_TALLY)).hasSize(2);
  }

  @Test
  void pushWithoutTheKeyOrWithAnotherIsRefusedAndShowsNothing() throws Exception {
    followByPush();
    Map<String, Object> forged = new LinkedHashMap<>(games.tally("Gaul", 1000));
    forged.put("version", FakeBalancer.EPOCH + ".999999999");
    Map<String, Object> forgedScore = new LinkedHashMap<>(games.score("Stone Curling", "forged"));
    forgedScore.put("version", FakeBalancer.EPOCH + ".999999999");
    List<String> before = terminal.lines();

    String ours = port.key().text();
    String almost = (ours.startsWith("A") ? "B" : "A") + ours.substring(1);
    for (CallOptions options :
        List.of(
            SOON,
            SOON.withPushKey(new PushKey(almost)),
            SOON.withPushKey(new PushKey(ours + "A")))) {
      assertRefused(() -> push(Methods.PRINT_MEDAL_TALLY_FOR_TEAM, forged, options));
      assertRefused(() -> push(Methods.PRINT_SCORE_FOR_EVENT, forgedScore, options));
      assertRefused(() -> push(Methods.PRINT_SCORE_FOR_EVENT, Map.of(), options));
    }
    assertThat(terminal.lines()).isEqualTo(before);

    push(Methods.PRINT_MEDAL_TALLY_FOR_TEAM, games.tally("Gaul", 1));
    assertThat(shown("pushed")).singleElement().asString().startsWith("Gaul  gold 1 ");
  }

  private static void assertRefused(ThrowingCallable forged) {
    assertThatThrownBy(forged)
        .isInstanceOf(RpcFault.class)
        .hasMessageContaining("Games-Push-Key")
        .matches(fault -> ((RpcFault) fault).is(FaultCode.NOT_AUTHORISED));
  }

  @Test
  void keyIsAnotherAtEachStartStaysForRenewalsAndIsNotShown() throws Exception {
    games.leaseSeconds = 1;
    follow(GAUL_AND_CURLING, false, RARELY, true);
    await().until(() -> games.calls(Methods.REGISTER_CLIENT).size() >= 2);

    assertThat(games.calls(Methods.REGISTER_CLIENT))
        .extracting(call -> call.string(3))
        .containsOnly(port.key().text());
    assertThat(port.key().text()).hasSize(22);
    try (PushPort next = new PushPort(new Address("127.0.0.1", 0), Links.PLAIN, NO_PAGES)) {
      assertThat(next.key()).isNotEqualTo(port.key());
    }
    assertThat(terminal.lines().toString()).doesNotContain(port.key().text());
  }

  @Test
  void pushOfANewEpochIsAskedAboutAtOnce() throws Exception {
    followByPush();
    Map<String, Object> later = new LinkedHashMap<>(games.tally("Gaul", 4));
    later.put("version", "b".repeat(16) + ".90");
    games.items.put(ItemKey.tally("Gaul"), later);
    games.through = Optional.of("b".repeat(16) + ".90");
    int asked = games.calls(Methods.GET_SCORE).size();

    push(Methods.PRINT_MEDAL_TALLY_FOR_TEAM, later);

    await().until(() -> !shown("Gaul  gold 4").isEmpty());
    await("what was learnt before is asked for, too")
        .until(() -> games.calls(Methods.GET_SCORE).size() == asked + 1);
  }

  @Test
  void pushesForWhatWasNotRegisteredAreRefused() {
    followByPush();

    assertThatThrownBy(() -> push(Methods.PRINT_MEDAL_TALLY_FOR_TEAM, games.tally("Rome", 1)))
        .isInstanceOf(RpcFault.class)
        .hasMessage("this tablet did not register for the tally of rome")
        .matches(fault -> ((RpcFault) fault).is(FaultCode.NOT_FOUND));
    assertThatThrownBy(() -> push(Methods.PRINT_SCORE_FOR_EVENT, Map.of("event", "Weaving")))
        .matches(fault -> ((RpcFault) fault).is(FaultCode.BAD_ARGUMENT));
    assertThat(shown("Rome")).isEmpty();
  }

  @Test
  void tabletThatOnlyPollsConfirmsNoRegistrationAndTakesNoPushes() {
    follow(GAUL_AND_CURLING, false, OFTEN, false);
    await().until(() -> shown("first value").size() == 2);

    assertThatThrownBy(() -> call(Methods.CONFIRM_REGISTRATION, List.of("who?")))
        .hasMessageContaining("only polls");
    assertThatThrownBy(() -> push(Methods.PRINT_MEDAL_TALLY_FOR_TEAM, games.tally("Gaul", 1)))
        .hasMessageContaining("nor for anything else");
    assertThat(games.calls(Methods.REGISTER_CLIENT)).isEmpty();
  }

  @Test
  void registrationIsConfirmedRenewedAndEnded() throws Exception {
    games.leaseSeconds = 1;
    follow(GAUL_AND_CURLING, false, RARELY, true);
    await().until(() -> games.calls(Methods.REGISTER_CLIENT).size() >= 3);
    assertThat(call(Methods.CONFIRM_REGISTRATION, List.of("challenge 17")))
        .isEqualTo("challenge 17");
    follower.orElseThrow().close();

    assertThat(shown("registered for push")).hasSize(1);
    assertThat(games.calls(Methods.UNREGISTER_CLIENT)).hasSize(1);
  }

  @Test
  void tabletRegistersAgainAtOnceWhenTheBalancerIsBack() throws Exception {
    follow(GAUL_AND_CURLING, false, Duration.ofMillis(300), true);
    await().until(() -> games.calls(Methods.REGISTER_CLIENT).size() == 1);
    games.goAway();
    await().until(() -> !shown("no answer").isEmpty());
    games.comeBack();

    await().until(() -> games.calls(Methods.REGISTER_CLIENT).size() == 2);
    assertThat(shown("answers again")).hasSize(1);
  }

  @Test
  void refusedRegistrationIsReportedAndPollingGoesOn() {
    games.leaseSeconds = -1;
    follow(GAUL_AND_CURLING, false, Duration.ofSeconds(60), true);
    await().until(() -> !shown("not registered for push").isEmpty());
    games.score("Stone Curling", "3 to 2");

    await().until(() -> !shown("Stone Curling: 3 to 2").isEmpty());
    assertThat(shown(OlympicEvent.NO_SCORE)).hasSize(1);
  }

  /** Until both are registered and were asked for once more. */
  private void followByPush() {
    follow(GAUL_AND_CURLING, false, RARELY, true);
    await().until(() -> !shown("registered for push").isEmpty());
    await()
        .until(
            () ->
                games.calls(Methods.GET_MEDAL_TALLY).size() >= 2
                    && games.calls(Methods.GET_SCORE).size() >= 2);
  }

  private void follow(Catalogue wanted, boolean awaitsNames, Duration interval, boolean push) {
    TabletSettings settings =
        new TabletSettings(
            wanted,
            7,
            awaitsNames,
            interval,
            new TabletSettings.Push(push, new Address("localhost", ownPort())));
    LineDisplay display =
        new LineDisplay(terminal.console(), games.address(), () -> end.complete(null));
    Follower started = new Follower(balancer, port, settings, display, end);
    follower = Optional.of(started);
    started.start();
  }

  private int ownPort() {
    return port.address().port();
  }

  private List<String> shown(String part) {
    return terminal.lines().stream().filter(line -> line.contains(part)).toList();
  }

  private Object push(String method, Map<String, Object> struct) throws Exception {
    return push(method, struct, SOON.withPushKey(port.key()));
  }

  private Object push(String method, Map<String, Object> struct, CallOptions options)
      throws Exception {
    return client.callAndWait(port.address(), method, List.of(struct, 12.5), options);
  }

  private Object call(String method, List<?> params) throws Exception {
    return client.callAndWait(port.address(), method, params, SOON);
  }
}
