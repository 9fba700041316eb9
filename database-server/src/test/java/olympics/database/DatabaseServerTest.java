package olympics.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import olympics.cli.Password;
import olympics.cluster.ServerSettings;
import olympics.database.storage.DatabaseManager;
import olympics.process.core.Address;
import olympics.process.core.ProcessId;
import olympics.process.core.Role;
import olympics.rpc.CallOptions;
import olympics.rpc.ClusterKey;
import olympics.rpc.FaultCode;
import olympics.rpc.NoClock;
import olympics.rpc.RpcClient;
import olympics.rpc.RpcFault;
import olympics.rpc.ServerIdentity;
import olympics.tls.Links;
import olympics.wire.Methods;
import olympics.wire.Struct;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may write: a front-end that signs, for somebody who knows the password. Nobody else. */
class DatabaseServerTest {
  private static final ClusterKey KEY = new ClusterKey(new byte[32]);
  private static final ClusterKey OTHER_KEY =
      new ClusterKey("the key of another cluster".getBytes(UTF_8));
  private static final CallOptions SOON = CallOptions.within(Duration.ofSeconds(10));
  private static final Address ANY_PORT = new Address("127.0.0.1", 0);

  @TempDir private Path directory;
  private DatabaseServer server;
  private final RpcClient frontEnd = signing(Role.FRONT_END, KEY);

  @BeforeEach
  void start() throws Exception {
    ServerSettings settings =
        new ServerSettings(
            Role.DATABASE,
            0,
            ANY_PORT,
            ANY_PORT,
            List.of(),
            KEY,
            false,
            Duration.ZERO,
            0,
            Optional.empty(),
            Map.of(),
            Links.PLAIN);
    var storage = new DatabaseManager.Settings(directory.resolve("scores.db"));
    server = DatabaseServer.start(settings, storage, new Password("secret"));
  }

  @AfterEach
  void stop() throws Exception {
    frontEnd.close();
    server.close();
  }

  @Test
  void aFrontEndWritesWithThePassword() throws Exception {
    Struct written = Struct.of(write(frontEnd, "secret"));
    assertThat(written.integer("gold")).isEqualTo(1);
    assertThat(gold()).isEqualTo(1);
  }

  @Test
  void aWrongPasswordIsRefusedHereToo() throws Exception {
    RpcFault fault = catchThrowableOfType(RpcFault.class, () -> write(frontEnd, "sesame"));
    assertThat(fault.is(FaultCode.NOT_AUTHORISED)).isTrue();
    assertThat(fault).hasMessageContaining("wrong password");
    assertThat(gold()).isZero();
  }

  @Test
  void thePasswordAloneDoesNotWrite() throws Exception {
    try (RpcClient anybody = RpcClient.unsigned();
        RpcClient stranger = signing(Role.FRONT_END, OTHER_KEY);
        RpcClient balancer = signing(Role.BALANCER, KEY)) {
      for (RpcClient client : List.of(anybody, stranger, balancer)) {
        RpcFault fault = catchThrowableOfType(RpcFault.class, () -> write(client, "secret"));
        assertThat(fault.is(FaultCode.NOT_AUTHORISED)).isTrue();
      }
    }
    assertThat(gold()).isZero();
  }

  private Object write(RpcClient client, String password) throws Exception {
    return client.callAndWait(
        server.address(),
        Methods.INCREMENT_MEDAL_TALLY,
        List.of("Gaul", "gold", password, "test/1"),
        SOON);
  }

  private int gold() throws Exception {
    return Struct.of(
            frontEnd.callAndWait(server.address(), Methods.GET_MEDAL_TALLY, List.of("Gaul"), SOON))
        .integer("gold");
  }

  private static RpcClient signing(Role role, ClusterKey key) {
    return RpcClient.signing(
        new ServerIdentity(role, new ProcessId(9, "9".repeat(32)), key, new NoClock()));
  }
}
