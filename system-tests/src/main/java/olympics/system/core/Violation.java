package olympics.system.core;

/**
 * A promise that was not kept.
 *
 * @param promise which, as "no acknowledged write is lost"
 * @param evidence the operations or readings that show it
 */
public record Violation(String promise, String evidence) {
  @Override
  public String toString() {
    return promise + ": " + evidence;
  }
}
