package olympics.system.bench.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import olympics.system.bench.core.Measurement.Conditions;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final Conditions HERE = new Conditions("abc1234", "plain", "2 x 1s");
  private static final Conditions BEFORE = new Conditions("0000000", "plain", "2 x 1s");

  private final List<String> lines = new ArrayList<>();

  @Test
  void aRowThatWasMeasuredIsALineOfTheTable() {
    measured(HERE, "balancer-64", "balancer", Claim.OURS, 64, 12_000, 13_000);
    measured(HERE, "balancer-64", "balancer", Claim.PEER, 64, 10_000, 10_000);
    done(HERE, "balancer-64");
    measured(HERE, "fsyncs", "fsyncs", Claim.OURS, 64, 0.03, 0.02, 0.05, 0.04, 0.01);
    done(HERE, "fsyncs");
    String page =
        Report.markdown(
            Measurements.of(lines, HERE),
            Map.of("kernel", "a | b"),
            Map.of("Reads", "connections.svg"),
            List.of("front-end-16: there is no nginx"));
    assertThat(page)
        .contains(
            "| a read through PygmyDotCom, 64 connections | HAProxy, same front-ends | 12,500/s |"
                + " 10,000/s | 1.25 | 1.2 to 1.3 (50%) | ≥ 1 | not shown |",
            "| 12,500/s |  | 21.2 | 20.3 to 22 (50%) | ≥ 20 | not shown |",
            "| – |  |  | 0.03 | 0.01 to 0.05 (93.8%) | ≤ 0.1 | reached |",
            "| kernel | a \\| b |",
            "![Reads](connections.svg)",
            "- front-end-16: there is no nginx")
        .doesNotContain("256 connections");
  }

  @Test
  void whatWasBrokenOffOrMeasuredElsewhereDoesNotCount() {
    measured(HERE, "fsyncs", "fsyncs", Claim.OURS, 64, 0.02);
    measured(BEFORE, "writes", "writes", Claim.OURS, 64, 5);
    done(BEFORE, "writes");
    lines.add("half a li");
    Measurements measured = Measurements.of(lines, HERE);
    assertThat(measured.rows()).isEmpty();
    assertThat(measured.values("fsyncs", Claim.OURS, 64)).isEmpty();
  }

  @Test
  void aRowThatWasMeasuredAgainReplacesItself() {
    measured(HERE, "fsyncs", "fsyncs", Claim.OURS, 64, 0.02);
    done(HERE, "fsyncs");
    measured(HERE, "fsyncs", "fsyncs", Claim.OURS, 64, 0.04);
    done(HERE, "fsyncs");
    assertThat(Measurements.of(lines, HERE).values("fsyncs", Claim.OURS, 64)).containsExactly(0.04);
  }

  @Test
  void aPlotIsDrawnWhenItsMeasurementsAreThere() {
    measured(HERE, "staleness", "staleness-p99", Claim.OURS, 2, 1.9, 2.1);
    done(HERE, "staleness");
    Map<String, SvgPlot> plots = Plots.of(Measurements.of(lines, HERE));
    assertThat(plots).containsOnlyKeys("staleness");
    assertThat(plots.get("staleness").svg()).contains("p99 2: 2;", "stale 2: 3.");
  }

  @Test
  void figuresHaveThreeDigitsThatCount() {
    assertThat(List.of(0.0, 0.012345, 0.52549, 93.75, 12_345.6).stream().map(Figures::text))
        .containsExactly("0", "0.0123", "0.525", "93.8", "12,346");
    assertThat(Figures.quantile(List.of(3.0, 1.0, 2.0), 0.5)).isEqualTo(2);
    assertThat(Figures.quantile(List.of(3.0, 1.0, 2.0), 0.99)).isEqualTo(3);
  }

  private void measured(
      Conditions conditions,
      String row,
      String subject,
      String series,
      double x,
      double... values) {
    for (int i = 0; i < values.length; i++) {
      lines.add(new Measurement(conditions, row, subject, series, x, i + 1, values[i]).line());
    }
  }

  private void done(Conditions conditions, String row) {
    lines.add(Measurement.end(conditions, row, 0.5).line());
  }
}
