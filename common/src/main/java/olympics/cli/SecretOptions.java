package olympics.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the Cacofonix password comes from, if not from the data directory. A picocli mixin. */
public final class SecretOptions {
  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description =
          "Read the Cacofonix password from this file (default: the variable OLYMPICS_PASSWORD, or"
              + " cacofonix-password in the data directory).")
  private Path passwordFile;

  /**
   * The secrets of this program.
   *
   * @param mayCreate whether to make what is missing (with -l)
   */
  public Secrets secrets(CommonOptions common, boolean mayCreate) {
    Secrets secrets = Secrets.in(common.dataDirectory(), mayCreate);
    return passwordFile == null ? secrets : secrets.withPasswordFile(passwordFile);
  }
}
