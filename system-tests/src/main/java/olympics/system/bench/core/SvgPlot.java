package olympics.system.bench.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * A plot of some series over two axes, as an SVG picture. Readable on light and dark pages: it
 * brings its own background, and takes the dark one where the reader's system does. Series differ
 * by colour and by the form of their marks.
 */
public record SvgPlot(String title, Axis x, Axis y, List<Series> series) {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 420;
  private static final int LEFT = 76;
  private static final int RIGHT = 36;
  private static final int TOP = 56;
  private static final int BOTTOM = 64;
  private static final int LEGEND_LINE = 18;
  private static final int TICK = 5;
  private static final int FORMS = 4;

  private static final String STYLE =
      """
      <style>
        .bg { fill: #ffffff } .ink { fill: #222222 } .axis { stroke: #444444; fill: none }
        .grid { stroke: #dddddd; fill: none }
        .c0 { --c: #1f5fa8 } .c1 { --c: #b5482a } .c2 { --c: #3a7a4c } .c3 { --c: #7a4a9c }
        .line { stroke: var(--c); stroke-width: 2; fill: none }
        .spread { stroke: var(--c); stroke-width: 1.2; fill: none }
        .mark { fill: var(--c) } .bound { stroke-dasharray: 6 4 }
        @media (prefers-color-scheme: dark) {
          .bg { fill: #16181d } .ink { fill: #e6e6e6 } .axis { stroke: #aaaaaa }
          .grid { stroke: #363a42 }
          .c0 { --c: #79b0ee } .c1 { --c: #f0906f } .c2 { --c: #7cc992 } .c3 { --c: #c49ae6 }
        }
      </style>
      """;

  public SvgPlot {
    series = series.stream().filter(s -> !s.points().isEmpty()).toList();
    if (series.isEmpty()) {
      throw new IllegalArgumentException("nothing to draw for: " + title);
    }
  }

  /**
   * An axis.
   *
   * @param label with the unit
   * @param logarithmic whether equal ratios, not equal differences, are equally far apart; all
   *     values are then above 0
   * @param ticks the marked places; if there are none, they are chosen
   */
  public record Axis(String label, boolean logarithmic, List<Tick> ticks) {
    public static Axis linear(String label) {
      return new Axis(label, false, List.of());
    }

    public static Axis logarithmic(String label) {
      return new Axis(label, true, List.of());
    }
  }

  /** A marked place of an axis. */
  public record Tick(double at, String label) {}

  /** A value and how far it may be from the truth. */
  public record Point(double x, double y, double low, double high) {
    public static Point exact(double x, double y) {
      return new Point(x, y, y, y);
    }
  }

  /**
   * Values that belong together.
   *
   * @param measured whether they were measured and are marked; a dashed line if not
   */
  public record Series(String name, List<Point> points, boolean measured) {
    public Series {
      points = List.copyOf(points);
    }
  }

  /** The picture, a whole XML document. */
  public String svg() {
    Scale across = scale(x, Point::x, Point::x, LEFT, WIDTH - RIGHT);
    Scale up = scale(y, Point::low, Point::high, HEIGHT - BOTTOM, top());
    StringBuilder svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d"\
         role="img" aria-labelledby="t d" font-family="system-ui, sans-serif" font-size="13">
        <title id="t">%s</title>
        <desc id="d">%s</desc>
        """
            .formatted(WIDTH, HEIGHT, WIDTH, HEIGHT, escaped(title), escaped(description())));
    svg.append(STYLE);
    svg.append("<rect class=\"bg\" width=\"%d\" height=\"%d\"/>%n".formatted(WIDTH, HEIGHT));
    text(svg, WIDTH / 2.0, 26, "middle", title, " font-weight=\"600\" font-size=\"15\"");
    drawAxes(svg, across, up);
    for (int i = 0; i < series.size(); i++) {
      drawSeries(svg, i, across, up);
    }
    return svg.append("</svg>\n").toString();
  }

  private int top() {
    return TOP + LEGEND_LINE * ((series.size() - 1) / 2 + 1) - LEGEND_LINE / 2;
  }

  private String description() {
    List<String> words = new ArrayList<>();
    for (Series one : series) {
      List<String> points = new ArrayList<>();
      for (Point p : one.points()) {
        points.add(Figures.text(p.x()) + ": " + Figures.text(p.y()));
      }
      words.add(one.name() + " " + String.join(", ", points));
    }
    return y.label() + " by " + x.label() + ". " + String.join("; ", words) + ".";
  }

  private void drawAxes(StringBuilder svg, Scale across, Scale up) {
    for (Tick tick : across.ticks(x)) {
      double at = across.at(tick.at());
      line(svg, "grid", at, up.from(), at, up.to());
      line(svg, "axis", at, up.from(), at, up.from() + TICK);
      text(svg, at, up.from() + 20, "middle", tick.label(), "");
    }
    for (Tick tick : up.ticks(y)) {
      double at = up.at(tick.at());
      line(svg, "grid", across.from(), at, across.to(), at);
      line(svg, "axis", across.from() - TICK, at, across.from(), at);
      text(svg, across.from() - 8, at + 4, "end", tick.label(), "");
    }
    line(svg, "axis", across.from(), up.from(), across.to(), up.from());
    line(svg, "axis", across.from(), up.from(), across.from(), up.to());
    text(svg, (across.from() + across.to()) / 2, HEIGHT - 16, "middle", x.label(), "");
    double middle = (up.from() + up.to()) / 2;
    String turned = String.format(Locale.ROOT, " transform=\"rotate(-90 18 %.1f)\"", middle);
    text(svg, 18, middle, "middle", y.label(), turned);
  }

  private void drawSeries(StringBuilder svg, int i, Scale across, Scale up) {
    Series one = series.get(i);
    svg.append("<g class=\"c%d\">%n".formatted(i % FORMS));
    List<String> corners = new ArrayList<>();
    for (Point p : one.points()) {
      corners.add(String.format(Locale.ROOT, "%.1f,%.1f", across.at(p.x()), up.at(p.y())));
    }
    String dashed = one.measured() ? "" : " bound";
    svg.append(
        "<polyline class=\"line%s\" points=\"%s\"/>%n"
            .formatted(dashed, String.join(" ", corners)));
    double legendX = LEFT + (i % 2) * (WIDTH - LEFT - RIGHT) / 2.0;
    double legendY = TOP - 8 + LEGEND_LINE * (i / 2);
    line(svg, "line" + dashed, legendX, legendY, legendX + 28, legendY);
    if (one.measured()) {
      for (Point p : one.points()) {
        if (p.low() < p.high()) {
          line(svg, "spread", across.at(p.x()), up.at(p.low()), across.at(p.x()), up.at(p.high()));
        }
        mark(svg, i % FORMS, across.at(p.x()), up.at(p.y()));
      }
      mark(svg, i % FORMS, legendX + 14, legendY);
    }
    text(svg, legendX + 36, legendY + 4, "start", one.name(), "");
    svg.append("</g>\n");
  }

  private static void mark(StringBuilder svg, int form, double x, double y) {
    String path =
        switch (form) {
          case 0 -> "M%1$.1f %2$.1fm-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z";
          case 1 -> "M%1$.1f %2$.1fm-4 -4h8v8h-8z";
          case 2 -> "M%1$.1f %2$.1fm0 -5l5 9h-10z";
          default -> "M%1$.1f %2$.1fm0 -5l5 5l-5 5l-5 -5z";
        };
    svg.append("<path class=\"mark\" d=\"")
        .append(String.format(Locale.ROOT, path, x, y))
        .append("\"/>\n");
  }

  private static void line(StringBuilder svg, String style, double... ends) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<path class=\"%s\" d=\"M%.1f %.1fL%.1f %.1f\"/>%n",
            style,
            ends[0],
            ends[1],
            ends[2],
            ends[3]));
  }

  private static void text(
      StringBuilder svg, double x, double y, String anchor, String words, String more) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text class=\"ink\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\"%s>%s</text>%n",
            x,
            y,
            anchor,
            more,
            escaped(words)));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private Scale scale(
      Axis axis,
      ToDoubleFunction<Point> least,
      ToDoubleFunction<Point> greatest,
      double from,
      double to) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Series one : series) {
      for (Point p : one.points()) {
        low = Math.min(low, least.applyAsDouble(p));
        high = Math.max(high, greatest.applyAsDouble(p));
      }
    }
    return Scale.over(axis.logarithmic(), low, high, from, to);
  }
}
