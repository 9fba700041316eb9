package olympics.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import olympics.cli.ExitCode;
import olympics.http.RawHttp;
import olympics.process.core.Address;
import olympics.rpc.CallOptions;
import olympics.rpc.RpcClient;
import olympics.rpc.RpcFailure;
import olympics.rpc.RpcFault;
import olympics.rpc.RpcMethod;
import olympics.rpc.RpcServer;
import olympics.system.link.Capture;
import olympics.system.link.FaultyLink;
import olympics.tls.HandDrivenTls;
import olympics.tls.Links;
import olympics.tls.TlsFiles;
import olympics.wire.Methods;
import olympics.wire.Struct;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * The whole Games without -l, with the certificates of init-secrets: everything works, and nobody
 * on the network reads along.
 */
class TlsIT {
  /** For what needs seconds on a machine at rest: room for one that is very busy. */
  private static final String PUSH_KEY = "the-push-key-of-the-overheard";

  private static final Duration SOON = Duration.ofSeconds(90);

  private static final String GET_ID = RawHttp.post(RawHttp.call(Methods.GET_ID));
  private static final List<String> TEAMS = List.of("Gaul", "Carthage", "Persia");

  @Test
  void theWholeGamesRunEncryptedAndNobodyReadsAlong() throws Exception {
    Capture capture = new Capture();
    try (Games games = Games.prepare().throughEntrances(capture).withCertificates()) {
      List<GamesProcess> processes = play(games, capture);

      assertThat(capture.bytes()).as("bytes that were seen").isGreaterThan(50_000);
      assertThat(capture.sightings(games.password())).as("the password was seen").isZero();
      for (String team : TEAMS) {
        assertThat(capture.sightings(team)).as(team + " was seen").isZero();
      }
      assertThat(capture.sightings("methodCall")).as("a call was seen").isZero();
      assertThat(capture.sightings(key(games))).as("the cluster key was seen").isZero();
      assertThat(capture.sightings(PUSH_KEY)).as("a tablet's push key was seen").isZero();
      assertNoSecretShows(games, processes);
      assertNobodyRenegotiates(games);

      games.server(Games.ONE).kill();
      for (int i = 0; i < 20; i++) {
        assertThat(gold(games, Games.BALANCER, "Gaul")).as("with one front-end less").isPositive();
      }
      for (String server : List.of(Games.BALANCER, Games.TWO, Games.DATABASE)) {
        assertThat(games.server(server).terminate(SOON)).as(server + "'s exit code").isZero();
      }
    }
  }

  /** Without this, the test above could be blind. */
  @Test
  void inPlainTextTheSameCaptureShowsThePasswordAndTheTeams() throws Exception {
    Capture capture = new Capture();
    try (Games games = Games.prepare().throughEntrances(capture)) {
      List<GamesProcess> processes = play(games, capture);

      assertThat(capture.sightings(games.password())).as("the password was seen").isPositive();
      for (String team : TEAMS) {
        assertThat(capture.sightings(team)).as(team + " was seen").isPositive();
      }
      assertThat(capture.sightings(key(games))).as("the key is never sent").isZero();
      assertThat(capture.sightings(PUSH_KEY)).as("a tablet's push key was seen").isPositive();
      assertNoSecretShows(games, processes);
    }
  }

  /** Results are published, shown by polling and by push, and a time server is elected. */
  private static List<GamesProcess> play(Games games, Capture capture) throws Exception {
    games.startAll();
    Awaitility.await("a time server is elected")
        .atMost(SOON)
        .ignoreExceptionsInstanceOf(RpcFailure.class)
        .until(
            () -> {
              Object leader = games.call(Games.DATABASE, Methods.GET_LEADER);
              return leader instanceof List<?>
                  && leader.equals(games.call(Games.ONE, Methods.GET_LEADER))
                  && leader.equals(games.call(Games.TWO, Methods.GET_LEADER));
            });
    List<GamesProcess> clients = new ArrayList<>();
    clients.add(games.client("stone-tablet", "--team=Gaul", "--event=Stone Curling"));
    clients.add(games.client("stone-tablet", "--team=Gaul", "--push", "--interval=60s"));
    for (GamesProcess tablet : clients) {
      tablet.awaitLine("Gaul", SOON);
    }
    clients.get(1).awaitLine("registered for push", SOON);
    try (OverheardTablet overheard = new OverheardTablet(games, capture)) {
      overheard.register("Gaul");
      int polling = clients.get(0).mark();
      int pushed = clients.get(1).mark();
      GamesProcess cacofonix = games.client("cacofonix", "--count=60", "--rate=50", "--seed=1");
      assertThat(cacofonix.waitForEnd(SOON)).as(printed(List.of(cacofonix))).isZero();
      clients.add(cacofonix);
      // A front-end that polls may not have heard of it yet.
      for (String server : List.of(Games.ONE, Games.TWO)) {
        Awaitility.await("Gaul's gold at " + server)
            .atMost(SOON)
            .until(() -> gold(games, server, "Gaul") > 0);
      }
      clients.get(0).awaitLine(polling, "Gaul", SOON);
      clients.get(1).awaitLine(pushed, ", pushed", SOON);
      overheard.awaitPush();
    }
    List<GamesProcess> all = new ArrayList<>(clients);
    for (String server : List.of(Games.DATABASE, Games.ONE, Games.TWO, Games.BALANCER)) {
      all.add(games.server(server));
    }
    return all;
  }

  private static int gold(Games games, String server, String team) throws RpcFault, RpcFailure {
    return Struct.of(games.call(server, Methods.GET_MEDAL_TALLY, team)).integer("gold");
  }

  private static String key(Games games) throws IOException {
    return Files.readString(games.dataDirectory().resolve("cluster-key")).strip();
  }

  private static String printed(List<GamesProcess> processes) {
    return processes.stream()
        .map(process -> process.name() + ":\n" + String.join("\n", process.lines()))
        .collect(Collectors.joining("\n"));
  }

  private static void assertNoSecretShows(Games games, List<GamesProcess> processes)
      throws IOException {
    for (String secret : List.of(games.password(), key(games), PUSH_KEY)) {
      assertThat(printed(processes)).doesNotContain(secret);
      for (GamesProcess process : processes) {
        if (process.isAlive()) {
          Path commandLine = Path.of("/proc", Long.toString(process.pid()), "cmdline");
          assertThat(Files.readString(commandLine)).contains("java").doesNotContain(secret);
        }
      }
    }
  }

  /** Or else a client could have a server shake hands on and on (CVE-2011-1473). */
  private static void assertNobodyRenegotiates(Games games) throws IOException {
    for (String server : List.of(Games.DATABASE, Games.ONE, Games.TWO, Games.BALANCER)) {
      try (HandDrivenTls client = talkingTo(games, games.address(server))) {
        assertThatThrownBy(client::shakeHands)
            .as("a second handshake with the " + server)
            .isInstanceOf(SSLException.class)
            .hasMessageContaining("handshake_failure");
      }
    }
    // Only because the launchers say so: in this process the same server shakes hands again.
    Links links = TlsFiles.in(games.dataDirectory()).forServer();
    RpcServer.Settings settings =
        new RpcServer.Settings(new Address("127.0.0.1", 0), Optional.empty(), () -> true);
    RpcMethod method = RpcMethod.named(Methods.GET_ID).answeredBy(call -> 7);
    try (RpcServer server = RpcServer.start(settings.with(links), List.of(method));
        HandDrivenTls client = talkingTo(games, server.address())) {
      client.shakeHands();
      assertThat(client.exchange(GET_ID)).contains(" 200 ", "<int>7</int>");
    }
  }

  private static HandDrivenTls talkingTo(Games games, Address server) throws IOException {
    // TLS 1.3 has no renegotiation.
    HandDrivenTls client = new HandDrivenTls(games.dataDirectory(), server, "TLSv1.2");
    assertThat(client.exchange(GET_ID)).contains(" 200 ");
    return client;
  }

  /** A tablet of this test: pushes to it go through a link that is captured. */
  private static final class OverheardTablet implements AutoCloseable {
    private final Games games;
    private final RpcServer server;
    private final FaultyLink link;
    private final List<Object> pushes = new java.util.concurrent.CopyOnWriteArrayList<>();

    OverheardTablet(Games games, Capture capture) throws IOException {
      this.games = games;
      TlsFiles files = TlsFiles.in(games.dataDirectory());
      Links links = files.hasNothingForServers() ? Links.PLAIN : files.forServer();
      server =
          RpcServer.start(
              new RpcServer.Settings(new Address("127.0.0.1", 0), Optional.empty(), () -> true)
                  .with(links),
              List.of(
                  RpcMethod.named(Methods.CONFIRM_REGISTRATION)
                      .takes("challenge", RpcMethod.Type.STRING)
                      .answeredBy(call -> call.string(0)),
                  RpcMethod.named(Methods.PRINT_MEDAL_TALLY_FOR_TEAM)
                      .takes("tally", RpcMethod.Type.STRUCT)
                      .takes("time", RpcMethod.Type.DOUBLE)
                      .answeredBy(call -> pushes.add(call.params().get(0)))));
      link = FaultyLink.to(server.address());
      link.capture(capture);
    }

    void register(String team) throws RpcFault, RpcFailure {
      games.call(
          Games.BALANCER,
          Methods.REGISTER_CLIENT,
          List.of("localhost", link.address().port()),
          List.of(),
          List.of(team),
          PUSH_KEY);
    }

    void awaitPush() {
      Awaitility.await("a push").atMost(SOON).until(() -> !pushes.isEmpty());
    }

    @Override
    public void close() throws IOException {
      server.close();
      link.close();
    }
  }

  @Test
  void withoutCertificatesNoServerStartsForOtherMachines() throws Exception {
    try (Games games = Games.prepare().withCertificates()) {
      try (var files = Files.list(games.dataDirectory().resolve("tls"))) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      for (String server : List.of(Games.DATABASE, Games.ONE, Games.BALANCER)) {
        try (GamesProcess process = games.launchServer(server)) {
          assertThat(process.waitForEnd(SOON)).isEqualTo(ExitCode.SECRET_MISSING);
          assertThat(printed(List.of(process)))
              .contains("no certificates in", "scripts/init-secrets", "--tls=off");
        }
      }
      games.with(Games.DATABASE, "--tls=off");
      try (GamesProcess process = games.launchServer(Games.DATABASE)) {
        process.awaitLine("not encrypted", SOON);
        process.awaitLine("search", SOON);
      }
    }
  }

  @Test
  void pythonConnectsAsTheDocumentSays() throws Exception {
    try (Games games = Games.prepare().withCertificates()) {
      games.startAll();
      String document = Files.readString(Games.projectRoot().resolve("docs/protocol.md"));
      String section = document.substring(document.indexOf("## Over TLS"));
      String begin = "```python\n";
      String example =
          section
              .substring(section.indexOf(begin) + begin.length(), section.indexOf("\n```\n"))
              .replace("localhost:8001", games.address(Games.BALANCER).toString())
              .replace(".olympics/", games.dataDirectory() + "/");
      assertThat(python(games, example))
          .isEqualTo("0 ['Carthage', 'Gaul', 'Greece', 'Persia', 'Rome']");
      String trusting = example.replaceAll("cafile=\"[^\"]*\"", "");
      assertThat(python(games, trusting)).contains("CERTIFICATE_VERIFY_FAILED");
      String plain = example.replace("https://", "http://").replaceAll(", context=\\w+", "");
      assertThat(python(games, plain)).contains("ProtocolError", "400");
      try (RpcClient rpc = RpcClient.unsigned()) {
        assertThat(
                org.assertj.core.api.Assertions.catchThrowable(
                    () ->
                        rpc.callAndWait(
                            games.address(Games.BALANCER),
                            Methods.LIST_TEAMS,
                            List.of(),
                            CallOptions.within(SOON))))
            .hasMessageContaining("this port speaks TLS");
      }
    }
  }

  private static String python(Games games, String text) throws IOException {
    try (GamesProcess python =
        GamesProcess.start(
            "python", List.of("python3", "-c", text), games.dataDirectory(), Map.of())) {
      int exit = python.waitForEnd(SOON);
      return exit + " " + String.join("\n", python.lines());
    }
  }
}
