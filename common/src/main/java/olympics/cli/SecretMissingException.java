package olympics.cli;

/** A secret that must be there is not; the message says how to make one. */
public final class SecretMissingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SecretMissingException(String message) {
    super(message);
  }
}
