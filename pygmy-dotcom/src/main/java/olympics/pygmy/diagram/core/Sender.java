package olympics.pygmy.diagram.core;

import olympics.process.core.ProcessId;
import olympics.process.core.Role;

/** Who signed a message, as its receiver has verified. */
public record Sender(Role role, ProcessId process) {
  /**
   * Reads {@code role uid-incarnation}.
   *
   * @throws IllegalArgumentException if it is not of that form
   */
  static Sender parse(String text) {
    int space = text.indexOf(' ');
    return new Sender(
        Role.parse(text.substring(0, Math.max(0, space))),
        ProcessId.parse(text.substring(space + 1)));
  }
}
