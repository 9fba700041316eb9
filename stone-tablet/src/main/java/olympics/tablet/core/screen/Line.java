package olympics.tablet.core.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One line of the screen, from the left. */
public record Line(List<Span> spans) {
  static final Line EMPTY = new Line(List.of());

  public Line {
    spans = List.copyOf(spans);
  }

  static Line of(Span... spans) {
    return new Line(List.of(spans));
  }

  static Line of(String text, Style style) {
    return of(new Span(text, style));
  }

  /** How many columns it takes. */
  public int width() {
    return spans.stream().mapToInt(span -> Cells.width(span.text())).sum();
  }

  /** The text without its styles. */
  public String text() {
    return spans.stream().map(Span::text).collect(Collectors.joining());
  }

  /** This line and that one to its right. */
  Line and(Line other) {
    List<Span> both = new ArrayList<>(spans);
    both.addAll(other.spans);
    return new Line(both);
  }

  /** This line, cut with {@code …} if it takes more columns than that. */
  Line cutTo(int columns) {
    if (width() <= columns) {
      return this;
    }
    List<Span> kept = new ArrayList<>();
    int left = columns;
    for (Span span : spans) {
      int width = Cells.width(span.text());
      // A span that only just fits gives its last column to the sign that more was cut.
      if (width < left) {
        kept.add(span);
        left -= width;
      } else {
        kept.add(new Span(Cells.cut(span.text() + "…", left), span.style()));
        break;
      }
    }
    return new Line(kept);
  }

  /** This line with exactly so many columns. */
  Line fitTo(int columns) {
    Line cut = cutTo(columns);
    int missing = columns - cut.width();
    return missing == 0 ? cut : cut.and(of(" ".repeat(missing), Style.PLAIN));
  }
}
