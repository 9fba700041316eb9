package olympics.cli;

import java.nio.file.Path;
import olympics.rpc.ClusterKey;

/**
 * The secrets of a data directory: files of mode 0600, created atomically; who loses the race
 * reads.
 */
public final class Secrets {
  private Secrets() {}

  /**
   * The secrets in a directory.
   *
   * @param mayCreate whether to make what is missing (with -l)
   */
  public static Secrets in(Path dataDirectory, boolean mayCreate) {
    throw new UnsupportedOperationException();
  }

  /**
   * The cluster key.
   *
   * @throws SecretMissingException if there is none and none may be made
   */
  public ClusterKey clusterKey() {
    throw new UnsupportedOperationException();
  }

  /**
   * The Cacofonix password: from {@code --password-file}, the environment, or the directory.
   *
   * @throws SecretMissingException if there is none and none may be made
   */
  public Password cacofonixPassword() {
    throw new UnsupportedOperationException();
  }
}
