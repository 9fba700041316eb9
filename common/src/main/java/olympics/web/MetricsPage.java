package olympics.web;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import olympics.http.Answerer;

/** {@code /metrics}: what was counted, in Prometheus' text form. Thread-safe. */
public final class MetricsPage implements Page {
  private final PrometheusTextFormatWriter form =
      PrometheusTextFormatWriter.builder().setIncludeCreatedTimestamps(false).build();
  private final Supplier<MetricSnapshots> counted;

  /**
   * A page of metrics.
   *
   * @param counted asked for each request, on an event loop; must not block
   */
  public MetricsPage(Supplier<MetricSnapshots> counted) {
    this.counted = counted;
  }

  @Override
  public void answer(PageRequest request, Answerer answerer) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      form.write(text, counted.get());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    answerer.answer(PageAnswers.of(form.getContentType(), text.toString(StandardCharsets.UTF_8)));
  }
}
