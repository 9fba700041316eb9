package olympics.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file in PEM (RFC 7468): certificates, or one private key in PKCS#8 without a password. */
record PemFile(Path path) {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
  private static final int MAX_BYTES = 1 << 20;

  boolean exists() {
    return Files.exists(path);
  }

  /**
   * The certificates, in the file's order; at least one.
   *
   * @throws IllegalArgumentException naming the file and what was expected
   */
  List<X509Certificate> certificates() {
    try (InputStream in = Files.newInputStream(path)) {
      requireSmall();
      List<X509Certificate> read =
          CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (read.isEmpty()) {
        throw unusable("no certificate", "one in PEM (-----BEGIN CERTIFICATE-----)", null);
      }
      return read;
    } catch (CertificateException e) {
      throw unusable("no certificate", "one in PEM (-----BEGIN CERTIFICATE-----)", e);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * The private key; warns if others may read it.
   *
   * @param algorithm of the certificate that it belongs to
   * @throws IllegalArgumentException naming the file and what was expected
   */
  PrivateKey privateKey(String algorithm) {
    String expected = "an " + algorithm + " key in PKCS#8 (-----BEGIN PRIVATE KEY-----)";
    try {
      requireSmall();
      FileModes.warnIfOthersMayRead(path);
      Matcher pem = KEY.matcher(Files.readString(path, StandardCharsets.ISO_8859_1));
      if (!pem.find()) {
        throw unusable("no private key", expected, null);
      }
      byte[] der = Base64.getMimeDecoder().decode(pem.group(1));
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (InvalidKeySpecException | NoSuchAlgorithmException e) {
      throw unusable("another sort of private key, or a damaged one", expected, e);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private void requireSmall() throws IOException {
    if (Files.size(path) > MAX_BYTES) {
      throw unusable("more than " + MAX_BYTES + " bytes", "a certificate or a key", null);
    }
  }

  private IllegalArgumentException unusable(String holds, String expected, Exception cause) {
    return new IllegalArgumentException(path + " holds " + holds + ", expected " + expected, cause);
  }

  private UncheckedIOException unreadable(IOException e) {
    String why = e instanceof NoSuchFileException ? "there is no such file" : e.getMessage();
    return new UncheckedIOException(new IOException("cannot read " + path + ": " + why, e));
  }

  /** Writes certificates, for everybody to read; takes the place of what was there. */
  void writeCertificates(List<X509Certificate> certificates) throws IOException {
    StringBuilder text = new StringBuilder();
    try {
      for (X509Certificate certificate : certificates) {
        text.append(pem("CERTIFICATE", certificate.getEncoded()));
      }
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException("a certificate without a form", e);
    }
    write(text.toString(), "rw-r--r--");
  }

  /** Writes a private key, for its owner only; takes the place of what was there. */
  void writeKey(PrivateKey key) throws IOException {
    write(pem("PRIVATE KEY", key.getEncoded()), "rw-------");
  }

  private static String pem(String type, byte[] der) {
    Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
    return String.format(
        "-----BEGIN %s-----%n%s%n-----END %s-----%n", type, lines.encodeToString(der), type);
  }

  private void write(String text, String mode) throws IOException {
    Path draft = Files.createTempFile(path.getParent(), ".", ".new", FileModes.of(mode));
    try {
      Files.writeString(draft, text, StandardCharsets.US_ASCII);
      Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
