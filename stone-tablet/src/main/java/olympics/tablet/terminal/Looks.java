package olympics.tablet.terminal;

import olympics.tablet.core.screen.Line;
import olympics.tablet.core.screen.Span;
import olympics.tablet.core.screen.Style;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * How styles look: with the terminal's own sixteen colours, which its owner has chosen, or without.
 *
 * @param coloured whether to use colours
 */
record Looks(boolean coloured) {
  private static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;

  AttributedString of(Line line) {
    AttributedStringBuilder text = new AttributedStringBuilder();
    for (Span span : line.spans()) {
      text.styled(of(span.style()), span.text());
    }
    return text.toAttributedString();
  }

  private AttributedStyle of(Style style) {
    return switch (style) {
      case PLAIN -> PLAIN;
      case FAINT -> PLAIN.faint();
      case TITLE -> PLAIN.bold().inverse();
      case HEADING -> PLAIN.bold().underline();
      case CHOSEN -> PLAIN.inverse();
      case CHANGED -> colour(AttributedStyle.GREEN).bold();
      case STALE -> colour(AttributedStyle.YELLOW).bold();
      case ALERT -> colour(AttributedStyle.RED).bold();
      case GOOD -> colour(AttributedStyle.GREEN);
    };
  }

  private AttributedStyle colour(int number) {
    return coloured ? PLAIN.foreground(number) : PLAIN;
  }
}
