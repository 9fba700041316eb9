package olympics.pygmy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The rule of the evidence on the real balancer; see {@code EvidenceSimulationTest} for the core.
 */
class EvidenceTest {
  private static final int CLIENTS = 10;
  private static final int PIPELINED = 30;

  private static long forwards(Rig rig) {
    return rig.pygmy().counters().forwards().stream().mapToLong(Long::longValue).sum();
  }

  @Test
  void requestThatComesWhileAProbeIsOutWaitsForTheNextProbe() {
    try (Rig rig = Rig.patient(1)) {
      FakeFrontEnd frontEnd = rig.frontEnd(0);
      assertThat(rig.call("get_id").status()).isEqualTo(200);
      long forwardsBefore = forwards(rig);
      int probesBefore = frontEnd.probes();
      frontEnd.holdsProbes();
      RawClient first = rig.client().send(RawClient.post("get_score", "first"));
      await().until(() -> frontEnd.probes() == probesBefore + 1);
      RawClient second = rig.client().send(RawClient.post("get_score", "second"));
      await().until(() -> rig.pygmy().held().calls() == 2);

      frontEnd.answerHeldProbe();
      assertThat(first.receive().status()).isEqualTo(200);
      // Whatever the first probe was evidence for was forwarded in one go.
      assertThat(forwards(rig) - forwardsBefore).isEqualTo(1);
      assertThat(rig.pygmy().held().calls()).isEqualTo(1);
      await().until(() -> frontEnd.probes() == probesBefore + 2);
      assertThat(frontEnd.calls().stream().map(FakeFrontEnd.Call::params).toList())
          .containsExactly(List.of(), List.of("first"));

      frontEnd.answerHeldProbe();
      assertThat(second.receive().status()).isEqualTo(200);
    }
  }

  @Test
  void requestsOfABurstAreSpreadEvenlyThoughTheyShareProbes() {
    int frontEnds = 3;
    try (Rig rig = Rig.evenHanded(frontEnds)) {
      String burst = RawClient.post("get_score", "Curling").repeat(PIPELINED);
      List<RawClient> clients =
          java.util.stream.IntStream.range(0, CLIENTS).mapToObj(i -> rig.client()).toList();
      clients.forEach(client -> client.send(burst));
      for (RawClient client : clients) {
        for (int i = 0; i < PIPELINED; i++) {
          assertThat(client.receive().status()).isEqualTo(200);
        }
      }
      // 300 choices among three: 100 each, give or take five standard deviations of 8.2.
      assertThat(rig.pygmy().counters().forwards())
          .hasSize(frontEnds)
          .allSatisfy(forwards -> assertThat(forwards).isBetween(59L, 141L));
      assertThat(rig.pygmy().counters().probes().get(0)).isLessThan(CLIENTS * PIPELINED / 2);
    }
  }
}
