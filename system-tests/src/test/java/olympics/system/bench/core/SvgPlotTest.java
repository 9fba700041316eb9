package olympics.system.bench.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class SvgPlotTest {
  private static final SvgPlot PLOT =
      new SvgPlot(
          "Reads <by> connections & more",
          SvgPlot.Axis.logarithmic("connections"),
          SvgPlot.Axis.linear("reads a second"),
          List.of(
              new SvgPlot.Series(
                  "ours",
                  List.of(
                      new SvgPlot.Point(1, 100, 90, 110),
                      new SvgPlot.Point(10, 200, 190, 210),
                      new SvgPlot.Point(100, 300, 300, 300)),
                  true),
              new SvgPlot.Series(
                  "limit",
                  List.of(SvgPlot.Point.exact(1, 50), SvgPlot.Point.exact(100, 50)),
                  false)));

  @Test
  void itIsWellFormedAndHasTitleAxesAndNames() throws Exception {
    Document svg = parsed(PLOT);
    assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
    assertThat(texts(svg, "title")).containsExactly("Reads <by> connections & more");
    assertThat(texts(svg, "text"))
        .contains("connections", "reads a second", "ours", "limit", "1", "10", "100", "200", "300");
    assertThat(texts(svg, "desc").get(0)).contains("ours 1: 100, 10: 200, 100: 300");
  }

  @Test
  void everyPointStandsWhereItsValuesSay() throws Exception {
    List<String> lines = attributes(parsed(PLOT), "polyline", "points");
    List<double[]> ours = points(lines.get(0));
    assertThat(ours).hasSize(3);
    // Equal ratios are equally far apart across, equal differences up.
    assertThat(ours.get(1)[0] - ours.get(0)[0]).isEqualTo(ours.get(2)[0] - ours.get(1)[0]);
    assertThat(ours.get(0)[1] - ours.get(1)[1])
        .isPositive()
        .isCloseTo(ours.get(1)[1] - ours.get(2)[1], org.assertj.core.api.Assertions.within(0.11));
    List<double[]> limit = points(lines.get(1));
    assertThat(limit.get(0)[0]).isEqualTo(ours.get(0)[0]);
    assertThat(limit.get(0)[1]).isEqualTo(limit.get(1)[1]).isGreaterThan(ours.get(0)[1]);
    // Three marks and one in the legend; the spread of the last point is nothing.
    assertThat(attributes(parsed(PLOT), "path", "class")).filteredOn("mark"::equals).hasSize(4);
    assertThat(attributes(parsed(PLOT), "path", "class")).filteredOn("spread"::equals).hasSize(2);
  }

  @Test
  void whatHasNoPlaceIsRefused() {
    SvgPlot.Series zero = new SvgPlot.Series("zero", List.of(SvgPlot.Point.exact(0, 1)), true);
    SvgPlot plot =
        new SvgPlot("t", SvgPlot.Axis.logarithmic("x"), SvgPlot.Axis.linear("y"), List.of(zero));
    assertThatThrownBy(plot::svg).hasMessageContaining("logarithmic");
    assertThatThrownBy(() -> new SvgPlot("empty", plot.x(), plot.y(), List.of()))
        .hasMessageContaining("empty");
  }

  private static Document parsed(SvgPlot plot) throws Exception {
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(plot.svg().getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> texts(Document svg, String tag) {
    List<String> texts = new ArrayList<>();
    NodeList nodes = svg.getElementsByTagName(tag);
    for (int i = 0; i < nodes.getLength(); i++) {
      texts.add(nodes.item(i).getTextContent());
    }
    return texts;
  }

  private static List<String> attributes(Document svg, String tag, String name) {
    List<String> values = new ArrayList<>();
    NodeList nodes = svg.getElementsByTagName(tag);
    for (int i = 0; i < nodes.getLength(); i++) {
      values.add(((Element) nodes.item(i)).getAttribute(name));
    }
    return values;
  }

  private static List<double[]> points(String polyline) {
    List<double[]> points = new ArrayList<>();
    for (String pair : polyline.split(" ", -1)) {
      String[] ends = pair.split(",", -1);
      points.add(new double[] {Double.parseDouble(ends[0]), Double.parseDouble(ends[1])});
    }
    return points;
  }
}
