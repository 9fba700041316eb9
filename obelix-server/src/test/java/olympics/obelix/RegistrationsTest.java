package olympics.obelix;

import static olympics.obelix.HandDrivenDatabase.v;
import static olympics.obelix.KeeperRig.assertFault;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import olympics.obelix.core.CachedValue;
import olympics.process.core.Address;
import olympics.process.core.PushKey;
import olympics.rpc.FaultCode;
import olympics.rpc.RpcFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistrationsTest {
  private static final PushKey KEY = new PushKey("the-key-of-this-tablet");

  private final KeeperRig rig = new KeeperRig(CacheMode.PUSH);
  private final Deque<CompletableFuture<Object>> echoes = new ArrayDeque<>();
  private final Deque<String> challenges = new ArrayDeque<>();
  private final Deque<Address> challenged = new ArrayDeque<>();
  private final Registrations registrations =
      new Registrations(
          rig.link,
          rig.keeper,
          (tablet, challenge) -> {
            challenged.add(tablet);
            challenges.add(challenge);
            echoes.add(new CompletableFuture<>());
            return echoes.getLast();
          });

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void aTabletThatEchoesIsRegisteredWithTheNamesThatExist() throws Exception {
    var answer = register("127.0.0.1", "localhost", 8005, List.of("stone curling", "x"), "GAUL");
    names();
    assertThat(challenged).containsExactly(new Address("127.0.0.1", 8005));
    echoes.remove().complete(challenges.remove());
    assertThat(answer).isCompletedWithValue(Map.of("lease_seconds", 30));
    assertThat(rig.database.registered)
        .containsExactly(
            new Tablet(
                new Address("127.0.0.1", 8005),
                List.of("Stone Curling"),
                List.of("Gaul"),
                Optional.of(KEY)));
  }

  @Test
  void aWrongOrMissingEchoRegistersNothing() throws Exception {
    var wrong = register("127.0.0.1", "localhost", 8005, List.of(), "Gaul");
    names();
    echoes.remove().complete("something else");
    assertFault(wrong, FaultCode.BAD_ARGUMENT);
    var silent = register("127.0.0.1", "localhost", 8005, List.of(), "Gaul");
    names();
    echoes.remove().completeExceptionally(HandDrivenDatabase.noAnswer());
    assertFault(silent, FaultCode.BAD_ARGUMENT);
    assertThat(rig.database.registered).isEmpty();
  }

  @Test
  void namesOfWhichNoneExistAre404AndNobodyIsCalled() throws Exception {
    var answer = register("127.0.0.1", "localhost", 8005, List.of("Chess"), "Atlantis");
    names();
    assertFault(answer, FaultCode.NOT_FOUND);
    assertThat(challenged).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, localhost, 127.0.0.1",
    "127.0.0.1, 127.0.0.1, 127.0.0.1",
    "127.0.0.1, ::ffff:127.0.0.1, 127.0.0.1",
    "127.0.0.2, localhost, 127.0.0.2",
    "::1, localhost, 0:0:0:0:0:0:0:1",
    "10.0.0.7, 10.0.0.7, 10.0.0.7",
  })
  void theHostMayBeWhereTheCallComesFrom(String source, String host, String expected)
      throws Exception {
    registrations.unregister(InetAddress.getByName(source), List.of(host, 8005)).join();
    assertThat(rig.database.unregistered).containsExactly(new Address(expected, 8005));
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 10.0.0.7, 8005",
    "10.0.0.7, localhost, 8005",
    "10.0.0.7, 127.0.0.1, 8005",
    "10.0.0.7, 10.0.0.8, 8005",
    "10.0.0.7, tablet.example, 8005",
    "10.0.0.7, '', 8005",
    "127.0.0.1, 127.0.0.2, 8005",
    "127.0.0.1, ::1, 8005",
    "127.0.0.1, ::ffff:127.0.0.2, 8005",
    "127.0.0.1, [::ffff:127.0.0.2], 8005",
    "127.0.0.1, 2130706434, 8005",
    "127.0.0.2, 2130706434, 8005",
    "127.0.0.1, 2130706433, 8005",
    "127.0.0.1, 0177.0.0.2, 8005",
    "127.0.0.1, 127.2, 8005",
    "127.0.0.1, localhost., 8005",
    "127.0.0.1, 127.0.0.1.nip.example, 8005",
    "127.0.0.1, localhost, 0",
    "127.0.0.1, localhost, 80",
    "127.0.0.1, localhost, -8005",
    "127.0.0.1, localhost, 1023",
    "127.0.0.1, localhost, 65536",
  })
  void anythingElseIsABadArgument(String source, String host, int port) {
    assertThatThrownBy(() -> register(source, host, port, List.of(), "Gaul"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected");
    assertThat(rig.database.fetches).isEmpty();
  }

  @Test
  void silentTabletsOfOneHostDoNotKeepOutThoseOfAnother() throws Exception {
    List<CompletableFuture<?>> silent = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      silent.add(register("10.0.0.7", "10.0.0.7", 8005 + i, List.of(), "Gaul"));
    }
    assertThatThrownBy(() -> register("10.0.0.7", "10.0.0.7", 8100, List.of(), "Gaul"))
        .isInstanceOf(RpcFault.class)
        .hasMessageContaining("too many registrations");
    silent.add(register("10.0.0.8", "10.0.0.8", 8005, List.of(), "Gaul"));
    while (!rig.database.fetches.isEmpty()) {
      names();
    }
    echoes.forEach(echo -> echo.complete("something else"));
    assertThat(silent).hasSize(17).allMatch(CompletableFuture::isCompletedExceptionally);
    assertThat(register("10.0.0.7", "10.0.0.7", 8100, List.of(), "Gaul")).isNotDone();
  }

  @Test
  void nothingToFollowAndTooMuchToFollowAreBadArguments() {
    assertThatThrownBy(
            () ->
                registrations.register(
                    InetAddress.getLoopbackAddress(),
                    List.of("localhost", 8005),
                    List.of(),
                    List.of(),
                    Optional.empty()))
        .hasMessageContaining("0 events and teams");
    assertThatThrownBy(
            () ->
                registrations.register(
                    InetAddress.getLoopbackAddress(),
                    List.of("localhost", 8005),
                    Collections.nCopies(1001, "Stone Curling"),
                    List.of(),
                    Optional.empty()))
        .hasMessageContaining("1001 events and teams");
  }

  private CompletableFuture<Map<String, Object>> register(
      String source, String host, int port, List<String> events, String team) throws Exception {
    return registrations.register(
        InetAddress.getByName(source),
        List.of(host, port),
        events,
        List.of(team),
        Optional.of(KEY));
  }

  private void names() {
    rig.database
        .fetches
        .remove()
        .complete(
            new Database.Fetched(
                new CachedValue.NameLists(List.of("Gaul", "Rome"), List.of("Stone Curling")),
                v(10)));
  }
}
