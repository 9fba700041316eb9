package olympics.system.bench.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WrkReportTest {
  private static final String GOOD =
      "RESULT duration_us=2000000 cpu_us=1500000 requests=50000 bytes=40000000 connect=0 read=0"
          + " write=0 status=0 timeout=0 latency@50=812 latency@99=2410 latency@99.9=5003";

  @Test
  void aRunIsRead() {
    WrkReport report =
        WrkReport.parse(List.of("Running 2s test @ http://localhost:1", GOOD, "Requests/sec: 1"));
    assertThat(report.throughput()).isEqualTo(25_000);
    assertThat(report.busy()).isEqualTo(0.75);
    assertThat(report.latencyMillis()).isEqualTo(Map.of(0.5, 0.812, 0.99, 2.41, 0.999, 5.003));
    assertThat(report.errors()).isEmpty();
    assertThat(report.objections(790)).isEmpty();
    assertThat(report.objections(780)).hasSize(1);
  }

  @Test
  void everyKindOfErrorIsAnObjection() {
    for (String kind : List.of("connect", "read", "write", "status", "timeout")) {
      WrkReport report =
          WrkReport.parse(List.of(GOOD.replace(" " + kind + "=0", " " + kind + "=3")));
      assertThat(report.objections(800)).containsExactly("3 " + kind + " errors");
    }
  }

  @Test
  void answersOfAnotherLengthAreAnObjectionForTheyAreFaults() {
    assertThat(WrkReport.parse(List.of(GOOD)).objections(900))
        .singleElement()
        .asString()
        .contains("800 bytes")
        .contains("900");
    String none = GOOD.replace("requests=50000 bytes=40000000", "requests=0 bytes=0");
    assertThat(WrkReport.parse(List.of(none)).objections(800)).containsExactly("no answer");
  }

  @Test
  void whatIsNoResultIsRefusedWithAllThatWasPrinted() {
    assertThatThrownBy(() -> WrkReport.parse(List.of("unable to connect to localhost:1")))
        .hasMessageContaining("unable to connect");
    assertThatThrownBy(() -> WrkReport.parse(List.of(GOOD, GOOD)))
        .hasMessageContaining("2 results");
    assertThatThrownBy(() -> WrkReport.parse(List.of(GOOD.replace("timeout=0", ""))))
        .hasMessageContaining("timeout");
  }
}
