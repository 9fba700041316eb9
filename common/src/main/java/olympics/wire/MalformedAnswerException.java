package olympics.wire;

/** What another process sent is not what the protocol says. Says what was expected. */
public final class MalformedAnswerException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public MalformedAnswerException(String message) {
    super(message);
  }
}
