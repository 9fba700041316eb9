package olympics.system.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import olympics.attack.CanaryListener;
import olympics.attack.Leaks;
import olympics.http.RawHttp;
import olympics.process.core.Address;
import olympics.rpc.FaultCode;
import olympics.rpc.XmlRpcCodec;
import olympics.system.Games;
import olympics.system.GamesProcess;
import olympics.wire.Methods;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients who say that they are elsewhere, and clients who guess the password. */
class HostileClientIT {
  private static final XmlRpcCodec CODEC = new XmlRpcCodec();
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String PUSH_KEY = "key-of-a-tablet-that-must-not-be-printed";
  private static final String GUESS = "guess-that-must-not-be-printed";

  /** Each of two front-ends lets ten pass at once, and one more each second. */
  private static final int GUESSES = 200;

  private static Games games;

  @BeforeAll
  static void start() {
    games = Games.start();
  }

  @AfterAll
  static void stop() {
    games.close();
  }

  private static RawHttp.Answer call(
      String from, String server, List<String> headers, String method, Object... params)
      throws IOException {
    String body = new String(CODEC.encodeCall(method, List.of(params)), StandardCharsets.UTF_8);
    try (RawHttp raw = RawHttp.from(from, games.address(server))) {
      return raw.send(RawHttp.post(body, headers.toArray(String[]::new))).read();
    }
  }

  private static int register(
      String from, String server, List<String> headers, String host, int port) throws IOException {
    RawHttp.Answer answer =
        call(
            from,
            server,
            headers,
            Methods.REGISTER_CLIENT,
            List.of(host, port),
            List.of(),
            List.of("Gaul"),
            PUSH_KEY);
    assertThat(answer.body()).doesNotContain(PUSH_KEY);
    Leaks.requireNone(host, answer.body());
    return Sender.faultOf(answer);
  }

  /** 127.0.0.2 plays a host that is not the caller's; what is sent stays on this machine. */
  @ParameterizedTest
  @ValueSource(strings = {Games.ONE, Games.TWO, Games.BALANCER})
  void noEventReachesAHostThatDidNotAskForIt(String server) throws Exception {
    String here = "127.0.0.1";
    try (CanaryListener foreign = new CanaryListener("127.0.0.2");
        CanaryListener elsewhere = new CanaryListener();
        Redirector atOnce = new Redirector(elsewhere, false);
        Redirector later = new Redirector(elsewhere, true)) {
      for (String host :
          List.of(
              "127.0.0.2",
              "::ffff:127.0.0.2",
              "[::ffff:127.0.0.2]",
              "2130706434",
              "0x7f000002",
              "127.2",
              "0177.0.0.2",
              "127.0.0.2.",
              "rebind.invalid",
              "localhost.invalid",
              "0.0.0.0",
              "")) {
        assertThat(register(here, server, List.of(), host, foreign.port()))
            .as("registration of '%s'", host)
            .isEqualTo(FaultCode.BAD_ARGUMENT.code());
      }
      List<String> claims = List.of("Games-Client: 127.0.0.2", "X-Forwarded-For: 127.0.0.2");
      assertThat(register(here, server, claims, "127.0.0.2", foreign.port()))
          .isEqualTo(FaultCode.BAD_ARGUMENT.code());
      for (int port : new int[] {0, 22, 80, 1023, 65_536, -1}) {
        assertThat(register(here, server, List.of(), "localhost", port))
            .as("port %d", port)
            .isEqualTo(FaultCode.BAD_ARGUMENT.code());
      }
      assertThat(register(here, server, List.of(), "localhost", atOnce.port()))
          .isEqualTo(FaultCode.BAD_ARGUMENT.code());
      assertThat(atOnce.redirected()).as("it was challenged").isPositive();
      assertThat(register(here, server, List.of(), "localhost", later.port())).isZero();
      var unused =
          games.call(server, Methods.INCREMENT_MEDAL_TALLY, "Gaul", "gold", games.password());
      await("the event has gone where it may").atMost(SOON).until(() -> later.redirected() > 0);
      assertThat(foreign.connections()).as("connections to the foreign host").isZero();
      assertThat(elsewhere.connections()).as("redirects that were followed").isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {Games.ONE, Games.BALANCER})
  void guessesAreCountedAtTheTrueSourceAndTheRightPasswordAlwaysPasses(String server)
      throws Exception {
    String guesser = server.equals(Games.ONE) ? "127.0.0.11" : "127.0.0.12";
    List<Integer> faults = new ArrayList<>();
    for (int i = 0; i < GUESSES && !faults.contains(FaultCode.TOO_MANY_ATTEMPTS.code()); i++) {
      // Another claim each time does not help.
      List<String> claims = List.of("Games-Client: 10.0.0." + i, "X-Forwarded-For: 10.0.0." + i);
      faults.add(guess(guesser, server, claims, GUESS));
    }
    assertThat(faults.get(0)).isEqualTo(FaultCode.NOT_AUTHORISED.code());
    assertThat(faults).contains(FaultCode.TOO_MANY_ATTEMPTS.code());
    assertThat(guess(guesser, server, List.of(), games.password())).isZero();
    assertThat(guess("127.0.0.13", server, List.of("Games-Client: " + guesser), GUESS))
        .as("somebody else's first guess")
        .isEqualTo(FaultCode.NOT_AUTHORISED.code());
  }

  private static int guess(String from, String server, List<String> headers, String password)
      throws IOException {
    return Sender.faultOf(call(from, server, headers, Methods.ADD_TEAM, "Gaul", password));
  }

  @Test
  void secretsAndGuessesStandInNoArgumentsAndNoLog() throws Exception {
    var unusedGuess = guess("127.0.0.14", Games.BALANCER, List.of(), GUESS);
    List<String> secrets = List.of(GUESS, games.password(), secret("cluster-key"), PUSH_KEY);
    try (CanaryListener elsewhere = new CanaryListener();
        Redirector ours = new Redirector(elsewhere, true);
        GamesProcess cacofonix = games.client("cacofonix", "--run=secret", "--rate=50");
        GamesProcess tablet = games.client("stone-tablet", "--team=Gaul", "--push")) {
      tablet.awaitLine("registered for push", SOON);
      cacofonix.awaitLine("publishing", SOON);
      assertThat(register("127.0.0.1", Games.BALANCER, List.of(), "localhost", ours.port()))
          .isZero();
      var unused =
          games.call(
              Games.BALANCER, Methods.INCREMENT_MEDAL_TALLY, "Gaul", "gold", games.password());
      await("a push carried the key").atMost(SOON).until(() -> ours.wasShown(PUSH_KEY));
      for (GamesProcess process :
          Stream.concat(
                  Stream.of(Games.DATABASE, Games.ONE, Games.TWO, Games.BALANCER)
                      .map(games::server),
                  Stream.of(cacofonix, tablet))
              .toList()) {
        Path proc = Path.of("/proc", Long.toString(process.pid()));
        assertThat(Files.readString(proc.resolve("cmdline"))).doesNotContain(secrets);
        assertThat(Files.readString(proc.resolve("environ"))).doesNotContain(secrets);
        for (String line : process.lines()) {
          assertThat(line).as(process.name()).doesNotContain(secrets);
          assertThat(line).as(process.name()).doesNotContainPattern("[\\p{Cntrl}\u0080-\u009f]");
        }
      }
    }
  }

  private static String secret(String file) throws IOException {
    return Files.readString(games.dataDirectory().resolve(file)).strip();
  }

  /** Sent to every server, its name makes no line of its own in any log. */
  @Test
  void whatAClientSendsWritesNoLineOfItsOwn() throws Exception {
    String forged = "12:00:00.000 elected leader";
    String name = "x\n" + forged + "\u202e";
    for (String server : List.of(Games.DATABASE, Games.ONE, Games.BALANCER)) {
      Address address = games.address(server);
      List<Integer> faults =
          List.of(
              Sender.unsigned(Methods.ADD_TEAM, List.of(name, games.password())).faultAt(address),
              Sender.unsigned(Methods.GET_MEDAL_TALLY, List.of("Gaul", name)).faultAt(address),
              Sender.unsigned(name, List.of()).faultAt(address));
      assertThat(faults).doesNotContain(0);
      RawHttp.Answer answer =
          RawHttp.exchange(
              address, RawHttp.post("<a/>", "User-Agent: \u001b[2J", "X-Name: \t" + forged));
      assertThat(answer.status()).isNotEqualTo(500);
      assertThat(games.server(server).lines()).noneMatch(line -> line.contains("x\n" + forged));
      assertThat(games.server(server).lines()).noneMatch(line -> line.startsWith(forged));
    }
  }
}
