package olympics.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import olympics.rpc.ClusterKey;

/**
 * The secrets of a data directory: files of mode 0600, created atomically; who loses the race
 * reads. Thread-safe; reads the files anew at each call.
 */
public final class Secrets {
  static final String CLUSTER_KEY = "cluster-key";
  static final String PASSWORD = "cacofonix-password";
  private static final String PASSWORD_FILE_VARIABLE = "OLYMPICS_PASSWORD_FILE";
  private static final String PASSWORD_VARIABLE = "OLYMPICS_PASSWORD";
  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int PASSWORD_LENGTH = 26;
  private static final int KEY_BYTES = 32;

  private final Path directory;
  private final boolean mayCreate;
  private final Optional<Path> passwordFile;
  private final UnaryOperator<String> environment;

  Secrets(
      Path directory,
      boolean mayCreate,
      Optional<Path> passwordFile,
      UnaryOperator<String> environment) {
    this.directory = directory;
    this.mayCreate = mayCreate;
    this.passwordFile = passwordFile;
    this.environment = environment;
  }

  /**
   * The secrets in a directory.
   *
   * @param mayCreate whether to make what is missing (with -l)
   */
  public static Secrets in(Path dataDirectory, boolean mayCreate) {
    return new Secrets(dataDirectory, mayCreate, Optional.empty(), System::getenv);
  }

  /** The data directory that they are in. */
  public Path directory() {
    return directory;
  }

  /** The same, but the password is what this file holds. */
  public Secrets withPasswordFile(Path file) {
    return new Secrets(directory, mayCreate, Optional.of(file), environment);
  }

  /**
   * The cluster key.
   *
   * @throws SecretMissingException if there is none and none may be made
   * @throws IllegalArgumentException if the file holds no key
   */
  public ClusterKey clusterKey() {
    SecretFile file = new SecretFile(directory.resolve(CLUSTER_KEY));
    String text = readOrCreate(file, Secrets::newKey);
    try {
      return new ClusterKey(HexFormat.of().parseHex(text));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          file.path()
              + " holds no cluster key, expected 64 hexadecimal digits: remove it and make it anew",
          e);
    }
  }

  /**
   * The Cacofonix password: from {@code --password-file}, the environment, or the directory.
   *
   * @throws SecretMissingException if there is none and none may be made
   */
  public Password cacofonixPassword() {
    Optional<Path> named = passwordFile.or(() -> variable(PASSWORD_FILE_VARIABLE).map(Path::of));
    if (named.isPresent()) {
      return new Password(readNamed(new SecretFile(named.get())));
    }
    return new Password(
        variable(PASSWORD_VARIABLE)
            .orElseGet(
                () ->
                    readOrCreate(
                        new SecretFile(directory.resolve(PASSWORD)), Secrets::newPassword)));
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.apply(name)).filter(value -> !value.isEmpty());
  }

  private static String readNamed(SecretFile file) {
    if (!file.exists()) {
      throw new SecretMissingException(
          "no password file "
              + file.path()
              + ": name another with --password-file or "
              + PASSWORD_FILE_VARIABLE);
    }
    try {
      return file.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String readOrCreate(SecretFile file, Supplier<String> fresh) {
    try {
      if (mayCreate) {
        var unused = file.createIfMissing(fresh);
      } else if (!file.exists()) {
        throw new SecretMissingException(
            String.format(
                "no secret %s: make it with 'scripts/init-secrets --data-dir %s' on one machine and"
                    + " copy it to the others, or run all on this machine with -l",
                file.path(), directory));
      }
      return file.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String newKey() {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return HexFormat.of().formatHex(key);
  }

  static String newPassword() {
    StringBuilder password = new StringBuilder(PASSWORD_LENGTH);
    new SecureRandom()
        .ints(PASSWORD_LENGTH, 0, BASE32.length())
        .forEach(i -> password.append(BASE32.charAt(i)));
    return password.toString();
  }
}
