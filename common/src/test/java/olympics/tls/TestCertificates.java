package olympics.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import olympics.process.core.Address;
import olympics.tls.LocalAuthority.Validity;

/**
 * Certificates good and bad, by the generator of init-secrets; made once for all tests of a JVM.
 */
public final class TestCertificates {
  private static final Set<HostName> HERE = hosts("localhost", "127.0.0.1", "::1");
  private static final Duration WEEK = Duration.ofDays(7);

  /** The one that all is compared with: ours. */
  private static final TestCertificates OURS = new TestCertificates();

  private final LocalAuthority authority;
  private final Map<List<Object>, Keytool.Entry> issued = new ConcurrentHashMap<>();

  private TestCertificates() {
    try {
      authority =
          LocalAuthority.create(new Validity(Instant.now().minus(WEEK.multipliedBy(10)), 3650));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Set<HostName> hosts(String... names) {
    return Stream.of(names)
        .map(name -> HostName.parse(name).orElseThrow())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** A certificate that every client of ours takes. */
  public static Links ours(Path directory) {
    return links(
        directory, OURS, HERE, new Validity(Instant.now().minus(WEEK), 700), Instant.now());
  }

  /** The authority of another cluster, and a certificate of it. */
  public static Links ofAnotherAuthority(Path directory) {
    return links(
        directory,
        new TestCertificates(),
        HERE,
        new Validity(Instant.now().minus(WEEK), 700),
        Instant.now());
  }

  /** As a server shows that runs on past the certificate's end. */
  public static Links expired(Path directory) {
    Instant then = Instant.now().minus(WEEK);
    return links(directory, OURS, HERE, new Validity(then.minus(WEEK), 8), then);
  }

  /** As a server shows whose clock is far ahead. */
  public static Links notYetValid(Path directory) {
    Instant then = Instant.now().plus(WEEK);
    return links(directory, OURS, HERE, new Validity(then.minus(Duration.ofDays(1)), 700), then);
  }

  /** For other hosts than this one. */
  public static Links forAnotherHost(Path directory) {
    return links(
        directory,
        OURS,
        hosts("games.example", "192.0.2.7"),
        new Validity(Instant.now().minus(WEEK), 700),
        Instant.now());
  }

  /** Files of our authority in a data directory, with a certificate for these hosts. */
  static TlsFiles write(Path directory, Set<HostName> hosts, Validity validity) {
    return write(directory, OURS, hosts, validity, InstantSource.system());
  }

  /** A JDK client's connection to a server that shows what {@link #ours} made there. */
  public static SSLSocket connect(Path directory, Address to) throws IOException {
    return (SSLSocket) context(directory).getSocketFactory().createSocket(to.host(), to.port());
  }

  /** What a JDK client needs for that. */
  public static SSLContext context(Path directory) {
    try {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      trusted.setCertificateEntry("ca", TlsFiles.in(directory).authority().certificates().get(0));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Links links(
      Path directory, TestCertificates by, Set<HostName> hosts, Validity validity, Instant now) {
    return write(directory, by, hosts, validity, InstantSource.fixed(now)).forServer();
  }

  private static TlsFiles write(
      Path directory,
      TestCertificates by,
      Set<HostName> hosts,
      Validity validity,
      InstantSource clock) {
    TlsFiles files = new TlsFiles(directory, clock);
    try {
      Files.createDirectories(files.folder());
      files.authority().writeCertificates(by.authority.entry().chain());
      files.authorityKey().writeKey(by.authority.entry().key());
      Keytool.Entry entry = by.issued(hosts, validity);
      files.certificate().writeCertificates(entry.chain());
      files.key().writeKey(entry.key());
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same one for the same hosts and days, since making one takes a program of its own. */
  private Keytool.Entry issued(Set<HostName> hosts, Validity validity) {
    return issued.computeIfAbsent(
        List.of(hosts, validity.days(), validity.from().truncatedTo(ChronoUnit.HOURS)),
        wanted -> {
          try {
            return authority.issue(hosts, validity);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
