package olympics.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes what is missing of the files in {@code tls/}: the authority once, and a certificate for
 * servers whenever there is none that serves. Keeps all others.
 */
public final class CertificateMaker {
  /** The longest time that a server's certificate may be valid: Apple's systems take no longer. */
  public static final int MAX_DAYS = 825;

  private static final int AUTHORITY_DAYS = 3650;

  private final TlsFiles files;

  /**
   * What became of a file.
   *
   * @param file the file
   * @param isNew whether it was made now
   * @param why why, or empty
   */
  public record Made(Path file, boolean isNew, String why) {}

  public CertificateMaker(TlsFiles files) {
    this.files = files;
  }

  /**
   * Makes what is missing.
   *
   * @param hosts that the servers' certificate must be for
   * @param days how long a new one is valid, at most {@link #MAX_DAYS}; never longer than the
   *     authority
   * @throws IOException if it cannot be made; the message says why
   * @throws IllegalArgumentException if what is there cannot be used
   */
  public List<Made> make(Set<HostName> hosts, int days) throws IOException {
    if (days < 1 || days > MAX_DAYS || hosts.isEmpty()) {
      throw new IllegalArgumentException("not to be made: " + days + " days for " + hosts);
    }
    Files.createDirectories(files.folder(), FileModes.of("rwx------"));
    List<Made> made = new ArrayList<>();
    boolean isNew = !files.hasAuthority() && !files.authorityKey().exists();
    if (isNew) {
      requireNoOrphans();
      LocalAuthority authority =
          LocalAuthority.create(LocalAuthority.Validity.fromNow(AUTHORITY_DAYS));
      files.authorityKey().writeKey(authority.entry().key());
      files.authority().writeCertificates(authority.entry().chain());
    }
    made.add(new Made(files.authority().path(), isNew, ""));
    if (files.authorityKey().exists()) {
      made.add(new Made(files.authorityKey().path(), isNew, ""));
    }
    String why = whyAnother(hosts);
    boolean another = !files.certificate().exists() || !files.key().exists() || !why.isEmpty();
    if (another) {
      issue(hosts, days);
    }
    made.add(new Made(files.certificate().path(), another, why));
    made.add(new Made(files.key().path(), another, ""));
    return made;
  }

  private void requireNoOrphans() throws IOException {
    if (files.certificate().exists()) {
      throw new IOException(
          files.certificate().path()
              + " is there, but not the authority that issued it ("
              + files.authority().path()
              + "): copy that one, too, or move the folder away to begin anew");
    }
  }

  /** Why the certificate that is there does not serve; empty if it does, or there is none. */
  private String whyAnother(Set<HostName> hosts) {
    if (!files.certificate().exists()) {
      return "";
    }
    X509Certificate certificate = files.certificate().certificates().get(0);
    Instant end = certificate.getNotAfter().toInstant();
    if (Instant.now().plus(TlsFiles.WARNING).isAfter(end)) {
      return "another one of the same authority: the one before expires at " + end;
    }
    Set<HostName> lacking = new LinkedHashSet<>(hosts);
    lacking.removeAll(HostName.in(certificate));
    return lacking.isEmpty()
        ? ""
        : "another one of the same authority: the one before was not for " + listed(lacking);
  }

  private static String listed(Set<HostName> hosts) {
    return hosts.stream().map(HostName::toString).collect(Collectors.joining(", "));
  }

  private void issue(Set<HostName> hosts, int days) throws IOException {
    if (!files.authorityKey().exists()) {
      throw new IOException(
          "a certificate for "
              + listed(hosts)
              + " is wanted, but "
              + files.authorityKey().path()
              + " is not here: run this where the authority was made, with --host for each machine,"
              + " and copy server.pem and server-key.pem from there");
    }
    Set<HostName> all = new LinkedHashSet<>(hosts);
    if (files.certificate().exists()) {
      all.addAll(HostName.in(files.certificate().certificates().get(0)));
    }
    Keytool.Entry issued =
        authority().issue(all, LocalAuthority.Validity.fromNow(Math.min(days, daysOfAuthority())));
    files.key().writeKey(issued.key());
    files.certificate().writeCertificates(issued.chain());
  }

  private LocalAuthority authority() {
    List<X509Certificate> chain = files.authority().certificates();
    String algorithm = chain.get(0).getPublicKey().getAlgorithm();
    PrivateKey key = files.authorityKey().privateKey(algorithm);
    if (!KeyPairs.belongTogether(key, chain.get(0).getPublicKey())) {
      throw new IllegalArgumentException(
          files.authorityKey().path() + " is not the key of " + files.authority().path());
    }
    return new LocalAuthority(new Keytool.Entry(key, chain.subList(0, 1)));
  }

  private int daysOfAuthority() throws IOException {
    Instant end = files.authority().certificates().get(0).getNotAfter().toInstant();
    long days = Duration.between(Instant.now(), end).toDays();
    if (days < 1) {
      throw new IOException(
          files.authority().path()
              + " expires at "
              + end
              + ": move the folder away to make a new authority, and copy ca.pem to all machines"
              + " again");
    }
    return (int) days;
  }
}
