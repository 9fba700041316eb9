package olympics.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The JDK's keytool on a key store of its own, in a folder that only the owner may enter and that
 * is gone when this is closed. The store's password stands in a file there, never in argv.
 */
final class Keytool implements AutoCloseable {
  /** Says whose the folder is, if the process is killed before it has removed it. */
  static final String PREFIX = "games-tls-" + ProcessHandle.current().pid() + "-";

  private static final int MAX_SECONDS = 60;

  /** A private key and the certificates that go with it, its own first. */
  record Entry(PrivateKey key, List<X509Certificate> chain) {
    Entry {
      chain = List.copyOf(chain);
    }
  }

  private final Path program;
  private final Path folder;
  private final Path store;
  private final Path passwordFile;
  private final char[] password;

  Keytool() throws IOException {
    this(Path.of(System.getProperty("java.home"), "bin", "keytool"));
  }

  Keytool(Path program) throws IOException {
    if (!Files.isExecutable(program)) {
      throw new IOException(
          "cannot make certificates: there is no "
              + program
              + ", which comes with a JDK; install one, or set JAVA_HOME to one");
    }
    this.program = program;
    folder = Files.createTempDirectory(PREFIX, FileModes.of("rwx------"));
    store = folder.resolve("keys.p12");
    passwordFile = folder.resolve("password");
    byte[] drawn = new byte[16];
    new SecureRandom().nextBytes(drawn);
    String text = HexFormat.of().formatHex(drawn);
    password = text.toCharArray();
    Files.createFile(passwordFile, FileModes.of("rw-------"));
    Files.writeString(passwordFile, text);
  }

  /** Makes a key pair on P-256 and its certificate. */
  void generate(String alias, String name, List<String> options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                program.toString(), "-J-XX:TieredStopAtLevel=1", "-genkeypair", "-alias", alias));
    command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=" + name));
    command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass:file", passwordFile.toString()));
    command.addAll(options);
    run(command);
  }

  private void run(List<String> command) throws IOException {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    process.getOutputStream().close();
    try {
      if (!process.waitFor(MAX_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException(program + " did not end in " + MAX_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while making a certificate", e);
    } finally {
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      String said = Files.readString(output, StandardCharsets.ISO_8859_1).strip();
      throw new IOException(program + " made no certificate: " + said);
    }
  }

  /** What the store has under that name. */
  Entry entry(String alias) throws IOException {
    try {
      KeyStore keys = load();
      List<X509Certificate> chain =
          Arrays.stream(keys.getCertificateChain(alias)).map(X509Certificate.class::cast).toList();
      return new Entry((PrivateKey) keys.getKey(alias, password), chain);
    } catch (UnrecoverableKeyException e) {
      throw new IOException("keytool's key cannot be read", e);
    } catch (GeneralSecurityException e) {
      throw new IOException("keytool's store cannot be read: " + e.getMessage(), e);
    }
  }

  /** Puts an entry into the store. */
  void put(String alias, Entry entry) throws IOException {
    try {
      KeyStore keys = load();
      keys.setKeyEntry(alias, entry.key(), password, entry.chain().toArray(X509Certificate[]::new));
      try (OutputStream out = Files.newOutputStream(store)) {
        keys.store(out, password);
      }
    } catch (GeneralSecurityException e) {
      throw new IOException("the key cannot be given to keytool: " + e.getMessage(), e);
    }
  }

  private KeyStore load() throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    if (!Files.exists(store)) {
      keys.load(null, password);
      return keys;
    }
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, password);
    }
    return keys;
  }

  @Override
  public void close() throws IOException {
    for (String name : List.of("keys.p12", "password", "output")) {
      Files.deleteIfExists(folder.resolve(name));
    }
    Files.delete(folder);
  }
}
