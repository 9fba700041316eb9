package olympics.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import olympics.process.core.Address;
import olympics.process.core.ProcessId;
import olympics.process.core.Role;
import org.junit.jupiter.api.Test;

class PeerTableTest {
  private static final Address A = new Address("localhost", 8002);
  private static final Address B = new Address("localhost", 8003);
  private static final Address A_ELSEWHERE = new Address("192.0.2.1", 8002);

  private final PeerTable peers = new PeerTable(List.of(A, B), Duration.ofSeconds(3), at(0));

  @Test
  void aPeerIsLiveForThreeSecondsAfterItsLastAnswer() {
    assertThat(peers.live()).isEmpty();
    assertThat(peers.answered(peer(A, 1), at(0))).isTrue();
    assertThat(peers.answered(peer(A, 1), at(1000))).isFalse();
    assertThat(peers.expire(at(4000))).isEmpty();
    assertThat(peers.expire(at(4001))).containsExactly(peer(A, 1));
    assertThat(peers.live()).isEmpty();
    assertThat(peers.answered(peer(A, 1), at(5000))).as("met again").isTrue();
  }

  @Test
  void anotherLifeAtTheSameAddressIsAnotherPeer() {
    peers.answered(peer(A, 1), at(0));
    assertThat(peers.answered(peer(A, 2), at(1))).isTrue();
    assertThat(peers.live()).containsExactly(peer(A, 2));
  }

  @Test
  void oneOfItsAddressesMayBeThisServersOwn() {
    assertThat(peers.isSelf(A)).isTrue();
    assertThat(peers.isSelf(A)).as("news once").isFalse();
    assertThat(peers.targets()).containsExactly(B);
  }

  @Test
  void whoGreetsFromAnUnknownAddressIsTakenInAndForgottenWhenItIsSilent() {
    Address c = new Address("localhost", 8004);
    assertThat(peers.greetedBy(id(3), c, at(0))).contains(c);
    assertThat(peers.answered(peer(c, 3), at(1))).isTrue();
    assertThat(peers.greetedBy(id(3), c, at(2))).isEmpty();
    assertThat(peers.targets()).containsExactly(A, B, c);
    peers.expire(at(30_002));
    assertThat(peers.targets()).containsExactly(A, B);
  }

  @Test
  void oneServerUnderTwoNamesIsOnePeerUnderItsConfiguredName() {
    peers.greetedBy(id(1), A_ELSEWHERE, at(0));
    peers.answered(peer(A_ELSEWHERE, 1), at(1));
    assertThat(peers.answered(peer(A, 1), at(2))).as("known already").isFalse();
    assertThat(peers.live()).containsExactly(peer(A, 1));
    assertThat(peers.targets()).containsExactly(A, B);
  }

  @Test
  void theTableIsBounded() {
    for (int port = 1; port <= 200; port++) {
      peers.greetedBy(id(port), new Address("localhost", port), at(0));
    }
    assertThat(peers.targets()).hasSize(64);
  }

  private static Peer peer(Address address, int life) {
    return new Peer(address, id(life), Role.FRONT_END, Map.of("cache", "pull"));
  }

  private static ProcessId id(int life) {
    return new ProcessId(1, String.format("%032x", life));
  }

  private static long at(long millis) {
    return millis * 1_000_000;
  }
}
