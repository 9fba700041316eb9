package olympics.cli;

/** The exit codes of every program, as its help lists them. */
public final class ExitCode {
  public static final int OK = 0;
  public static final int FAILURE = 1;
  public static final int USAGE = 2;
  public static final int PORT_IN_USE = 3;
  public static final int SECRET_MISSING = 4;

  private ExitCode() {}
}
