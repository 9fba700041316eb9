package olympics.pygmy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import olympics.http.RawHttp;
import olympics.process.core.Address;
import olympics.process.core.ProcessId;
import olympics.process.core.Role;
import olympics.pygmy.core.Timing;
import olympics.rpc.CallOptions;
import olympics.rpc.FaultCode;
import olympics.rpc.RpcClient;
import olympics.rpc.RpcFault;
import olympics.rpc.RpcMethod;
import olympics.rpc.RpcServer;
import olympics.rpc.ServerIdentity;
import olympics.tls.Links;
import olympics.tls.TestCertificates;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The balancer between clients and front-ends that all speak TLS, or should. */
class TlsForwardingTest {
  private static final Address ANY_PORT = new Address("127.0.0.1", 0);
  private static final CallOptions SOON = CallOptions.within(Duration.ofSeconds(20));

  @TempDir private static Path data;
  private static Links ours;

  @BeforeAll
  static void makeCertificates() {
    ours = TestCertificates.ours(data);
  }

  private static RpcServer frontEnd(Links links) throws IOException {
    ProcessId id = new ProcessId(1, "a".repeat(32));
    ServerIdentity identity = new ServerIdentity(Role.FRONT_END, id, Rig.KEY, new RelayedClock());
    return RpcServer.start(
        new RpcServer.Settings(ANY_PORT, Optional.of(identity), () -> true).with(links),
        List.of(
            RpcMethod.named("get_id").answeredBy(call -> id.uid()),
            RpcMethod.named("list_teams").answeredBy(call -> List.of("Gaul")),
            RpcMethod.named("list_events").handledBy(call -> new CompletableFuture<>())));
  }

  private static PygmyDotCom pygmy(RpcServer... frontEnds) throws IOException {
    return PygmyDotCom.start(
        new Settings(
            ANY_PORT,
            List.of(frontEnds).stream().map(RpcServer::address).toList(),
            Rig.KEY,
            Timing.DEFAULT,
            Limits.DEFAULT,
            new SplittableRandom(3),
            ours));
  }

  private static RpcFault fault(RpcServer frontEnd) throws Exception {
    try (frontEnd;
        PygmyDotCom pygmy = pygmy(frontEnd);
        RpcClient client = RpcClient.unsigned(ours)) {
      return catchThrowableOfType(
          RpcFault.class, () -> client.callAndWait(pygmy.address(), "list_teams", List.of(), SOON));
    }
  }

  @Test
  void callsAreForwarded() throws Exception {
    try (RpcServer one = frontEnd(ours);
        RpcServer two = frontEnd(ours);
        PygmyDotCom pygmy = pygmy(one, two);
        RpcClient client = RpcClient.unsigned(ours)) {
      for (int i = 0; i < 50; i++) {
        assertThat(client.callAndWait(pygmy.address(), "list_teams", List.of(), SOON))
            .isEqualTo(List.of("Gaul"));
      }
    }
  }

  @Test
  void aFrontEndOfAnotherAuthorityDoesNotLive(@TempDir Path its) throws Exception {
    RpcFault fault = fault(frontEnd(TestCertificates.ofAnotherAuthority(its)));
    assertThat(fault.is(FaultCode.UNAVAILABLE)).isTrue();
    assertThat(fault).hasMessageContaining("its certificate is not from our authority");
  }

  @Test
  void aFrontEndWithoutTlsDoesNotLive() throws Exception {
    RpcFault fault = fault(frontEnd(Links.PLAIN));
    assertThat(fault.is(FaultCode.UNAVAILABLE)).isTrue();
    assertThat(fault).hasMessageContaining("the other side does not speak TLS");
  }

  @Test
  void theOthersServeWhileOneHasABadCertificate(@TempDir Path its) throws Exception {
    try (RpcServer good = frontEnd(ours);
        RpcServer bad = frontEnd(TestCertificates.expired(its));
        PygmyDotCom pygmy = pygmy(good, bad);
        RpcClient client = RpcClient.unsigned(ours)) {
      for (int i = 0; i < 20; i++) {
        assertThat(client.callAndWait(pygmy.address(), "list_teams", List.of(), SOON))
            .isEqualTo(List.of("Gaul"));
      }
    }
  }

  @Test
  void aClientThatEndsItsSideIsGone() throws Exception {
    try (RpcServer one = frontEnd(ours);
        PygmyDotCom pygmy = pygmy(one);
        RawHttp raw = new RawHttp(TestCertificates.connect(data, pygmy.address()))) {
      raw.send(RawHttp.post(RawHttp.call("list_events")));
      await().until(() -> pygmy.held().calls() == 1);
      raw.shutdownOutput();
      await().until(() -> pygmy.held().calls() == 0 && pygmy.held().connections() == 0);
    }
  }
}
