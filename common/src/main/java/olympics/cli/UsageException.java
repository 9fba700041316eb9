package olympics.cli;

/** The command line asks for what cannot be; the message names the option to change. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }
}
