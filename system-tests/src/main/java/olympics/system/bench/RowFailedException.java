package olympics.system.bench;

/** A row could not be measured, or what was measured does not count. */
final class RowFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  RowFailedException(String message) {
    super(message);
  }
}
