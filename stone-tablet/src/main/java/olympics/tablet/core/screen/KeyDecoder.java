package olympics.tablet.core.screen;

import java.util.Map;
import java.util.Optional;

/**
 * Makes commands of what a terminal's keys send, a character at a time; what means nothing is
 * ignored. Not thread-safe: confined to who reads the keys.
 */
public final class KeyDecoder {
  private static final char ESCAPE = '\u001b';
  private static final int LONGEST = 16;

  private static final Map<Integer, Command> KEYS =
      Map.ofEntries(
          Map.entry((int) '\t', Command.NEXT_VIEW),
          Map.entry((int) '1', Command.SHOW_FAVOURITES),
          Map.entry((int) '2', Command.SHOW_TABLE),
          Map.entry((int) '3', Command.SHOW_EVENTS),
          Map.entry((int) 'k', Command.UP),
          Map.entry((int) 'j', Command.DOWN),
          Map.entry((int) ' ', Command.TOGGLE),
          Map.entry((int) '?', Command.HELP),
          Map.entry((int) 'h', Command.HELP),
          Map.entry((int) 'q', Command.QUIT),
          Map.entry((int) 'Q', Command.QUIT));

  /** What follows ESC [ or ESC O. */
  private static final Map<String, Command> SEQUENCES =
      Map.ofEntries(
          Map.entry("A", Command.UP),
          Map.entry("B", Command.DOWN),
          Map.entry("C", Command.NEXT_VIEW),
          Map.entry("D", Command.PREVIOUS_VIEW),
          Map.entry("Z", Command.PREVIOUS_VIEW),
          Map.entry("H", Command.FIRST),
          Map.entry("F", Command.LAST),
          Map.entry("1~", Command.FIRST),
          Map.entry("4~", Command.LAST),
          Map.entry("5~", Command.PAGE_UP),
          Map.entry("6~", Command.PAGE_DOWN));

  private final StringBuilder sequence = new StringBuilder();
  private boolean escaped;

  /** The command that this character completes, if it does. */
  public Optional<Command> read(int character) {
    if (character == ESCAPE) {
      sequence.setLength(0);
      escaped = true;
      return Optional.empty();
    }
    if (!escaped) {
      return Optional.ofNullable(KEYS.get(character));
    }
    if (sequence.isEmpty()) {
      escaped = character == '[' || character == 'O';
      sequence.append((char) character);
      return Optional.empty();
    }
    sequence.append((char) character);
    boolean ends = character >= '@' && character <= '~';
    escaped = !ends && sequence.length() < LONGEST;
    return ends ? Optional.ofNullable(SEQUENCES.get(sequence.substring(1))) : Optional.empty();
  }

  /** Nothing came for a while: what was begun is no sequence. */
  public void pause() {
    escaped = false;
  }
}
