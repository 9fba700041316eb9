package olympics.tls;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificates and keys of a data directory, in its folder {@code tls}. Thread-safe; reads the
 * files anew at each call. What cannot be used is refused by an {@link IllegalArgumentException}
 * that names the file and says what was expected.
 */
public final class TlsFiles {
  private static final Logger LOG = LoggerFactory.getLogger(TlsFiles.class);

  /** A certificate that expires sooner is warned about. */
  static final Duration WARNING = Duration.ofDays(30);

  private final Path folder;
  private final InstantSource clock;

  /** The files of a data directory, as they are to be used at that time. */
  TlsFiles(Path dataDirectory, InstantSource clock) {
    this.folder = dataDirectory.resolve("tls");
    this.clock = clock;
  }

  /** The files of a data directory. */
  public static TlsFiles in(Path dataDirectory) {
    return new TlsFiles(dataDirectory, InstantSource.system());
  }

  /** Where the files are. */
  public Path folder() {
    return folder;
  }

  PemFile authority() {
    return new PemFile(folder.resolve("ca.pem"));
  }

  PemFile authorityKey() {
    return new PemFile(folder.resolve("ca-key.pem"));
  }

  PemFile certificate() {
    return new PemFile(folder.resolve("server.pem"));
  }

  PemFile key() {
    return new PemFile(folder.resolve("server-key.pem"));
  }

  /** Whether a client can check who answers. */
  public boolean hasAuthority() {
    return authority().exists();
  }

  /** Whether there is nothing that a server needs. */
  public boolean hasNothingForServers() {
    return Stream.of(authority(), certificate(), key()).noneMatch(PemFile::exists);
  }

  /** Whether there is all that a server needs, and this user may read its key. */
  public boolean canServe() {
    return hasAuthority() && certificate().exists() && Files.isReadable(key().path());
  }

  /** When the servers' certificate expires. */
  public Instant expiry() {
    return certificate().certificates().get(0).getNotAfter().toInstant();
  }

  /** The hosts that the servers' certificate is for. */
  public Set<HostName> hosts() {
    return HostName.in(certificate().certificates().get(0));
  }

  /** Links of a process that only connects to others. */
  public Links forClient() {
    return new Links(Optional.empty(), Optional.of(clientTls(authorities())));
  }

  /** Links of a process that others connect to, and that connects to others. */
  public Links forServer() {
    for (PemFile file : List.of(authority(), certificate(), key())) {
      if (!file.exists()) {
        throw new IllegalArgumentException(missing(file));
      }
    }
    List<X509Certificate> authorities = authorities();
    List<X509Certificate> chain = certificate().certificates();
    requireValid(certificate(), chain);
    requireIssued(chain, authorities);
    PrivateKey key = key().privateKey(chain.get(0).getPublicKey().getAlgorithm());
    if (!KeyPairs.belongTogether(key, chain.get(0).getPublicKey())) {
      throw new IllegalArgumentException(
          key().path()
              + " is not the key of "
              + certificate().path()
              + ": copy both from the same place, or remove both and make them anew with"
              + " scripts/init-secrets");
    }
    try {
      return new Links(Optional.of(new ServerTls(key, chain)), Optional.of(clientTls(authorities)));
    } catch (SSLException e) {
      throw unusable(certificate(), e);
    }
  }

  private String missing(PemFile file) {
    return file.path()
        + " is missing, but other files of "
        + folder
        + " are there: a server needs ca.pem, server.pem and server-key.pem; copy them from where"
        + " scripts/init-secrets made them, or leave TLS off with --tls=off";
  }

  private List<X509Certificate> authorities() {
    List<X509Certificate> authorities = authority().certificates();
    requireValid(authority(), authorities);
    return authorities;
  }

  private ClientTls clientTls(List<X509Certificate> authorities) {
    try {
      return new ClientTls(authorities);
    } catch (SSLException e) {
      throw unusable(authority(), e);
    }
  }

  private static IllegalArgumentException unusable(PemFile file, Exception e) {
    return new IllegalArgumentException(file.path() + " cannot be used: " + e.getMessage(), e);
  }

  private void requireValid(PemFile file, List<X509Certificate> certificates) {
    Instant now = clock.instant();
    for (X509Certificate certificate : certificates) {
      Instant end = certificate.getNotAfter().toInstant();
      Instant begin = certificate.getNotBefore().toInstant();
      if (end.isBefore(now)) {
        throw new IllegalArgumentException(
            file.path() + " expired at " + end + ": make another with scripts/init-secrets");
      }
      if (begin.isAfter(now)) {
        throw new IllegalArgumentException(
            file.path() + " is not valid before " + begin + ", and it is " + now + " now");
      }
      Duration left = Duration.between(now, end);
      if (left.compareTo(WARNING) < 0) {
        LOG.warn(
            "certificate expires soon, make another with scripts/init-secrets file={} expires={}"
                + " days-left={}",
            file.path(),
            end,
            left.toDays());
      }
    }
  }

  /** The others would not believe it. */
  private void requireIssued(List<X509Certificate> chain, List<X509Certificate> authorities) {
    Set<TrustAnchor> anchors =
        authorities.stream().map(ca -> new TrustAnchor(ca, null)).collect(Collectors.toSet());
    try {
      PKIXParameters rules = new PKIXParameters(new HashSet<>(anchors));
      rules.setRevocationEnabled(false);
      rules.setDate(Date.from(clock.instant()));
      CertPath path =
          CertificateFactory.getInstance("X.509")
              .generateCertPath(
                  chain.stream().filter(each -> !authorities.contains(each)).toList());
      var unused = CertPathValidator.getInstance("PKIX").validate(path, rules);
    } catch (CertPathValidatorException e) {
      throw new IllegalArgumentException(
          certificate().path()
              + " was not issued by the authority in "
              + authority().path()
              + " ("
              + e.getMessage()
              + "): copy both from the same place",
          e);
    } catch (GeneralSecurityException e) {
      throw unusable(certificate(), e);
    }
  }
}
