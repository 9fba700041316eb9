package olympics.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import olympics.tls.LocalAuthority.Validity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateMakerTest {
  @TempDir private Path data;

  private List<CertificateMaker.Made> make(int days, String... hosts) throws IOException {
    return new CertificateMaker(TlsFiles.in(data)).make(TestCertificates.hosts(hosts), days);
  }

  private static List<String> newNames(List<CertificateMaker.Made> made) {
    return made.stream()
        .filter(CertificateMaker.Made::isNew)
        .map(file -> file.file().getFileName().toString())
        .toList();
  }

  private Path file(String name) {
    return data.resolve("tls").resolve(name);
  }

  @Test
  void allIsMadeOnceAndThenKept() throws IOException {
    assertThat(newNames(make(825, "localhost", "127.0.0.1")))
        .containsExactly("ca.pem", "ca-key.pem", "server.pem", "server-key.pem");
    assertThat(TlsFiles.in(data).forServer().served()).isPresent();
    assertThat(Duration.between(Instant.now(), TlsFiles.in(data).expiry()).toDays())
        .isBetween(824L, 825L);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("tls"))))
        .isEqualTo("rwx------");

    assertThat(newNames(make(825, "LOCALHOST"))).isEmpty();
  }

  @Test
  void nothingIsLeftInTheTemporaryFolder() throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try (Stream<Path> before = Files.list(temporary)) {
      List<Path> there = before.toList();
      make(10, "localhost");
      try (Stream<Path> after = Files.list(temporary)) {
        assertThat(after.filter(path -> path.getFileName().toString().startsWith(Keytool.PREFIX)))
            .isSubsetOf(there);
      }
    }
  }

  @Test
  void aHostThatIsLackingBringsAnotherCertificateOfTheSameAuthority() throws IOException {
    make(825, "localhost", "a.example");
    byte[] authority = Files.readAllBytes(file("ca.pem"));

    List<CertificateMaker.Made> made = make(825, "localhost", "192.0.2.7", "2001:db8::7");

    assertThat(newNames(made)).containsExactly("server.pem", "server-key.pem");
    assertThat(made.get(2).why()).contains("the same authority", "192.0.2.7", "2001:db8::7");
    assertThat(file("ca.pem")).hasBinaryContent(authority);
    assertThat(TlsFiles.in(data).hosts())
        .as("those of before are kept")
        .isEqualTo(TestCertificates.hosts("localhost", "192.0.2.7", "2001:db8::7", "a.example"));
    assertThat(TlsFiles.in(data).forServer().served()).isPresent();
  }

  @Test
  void aCertificateThatExpiresSoonIsReplaced() throws IOException {
    make(29, "localhost");
    assertThat(make(825, "localhost").get(2).why()).contains("expires at");
    assertThat(make(825, "localhost").get(2).isNew()).isFalse();
  }

  @Test
  void aCertificateNeverOutlivesItsAuthority() throws IOException {
    LocalAuthority old =
        LocalAuthority.create(new Validity(Instant.now().minus(Duration.ofDays(3600)), 3650));
    TlsFiles files = TlsFiles.in(data);
    Files.createDirectories(files.folder());
    files.authority().writeCertificates(old.entry().chain());
    files.authorityKey().writeKey(old.entry().key());

    make(825, "localhost");

    assertThat(files.expiry()).isBefore(old.certificate().getNotAfter().toInstant());
  }

  @Test
  void awayFromTheAuthorityNothingIsIssued() throws IOException {
    make(825, "localhost");
    Files.delete(file("ca-key.pem"));

    assertThat(newNames(make(825, "localhost"))).isEmpty();
    assertThatThrownBy(() -> make(825, "b.example"))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("b.example", "ca-key.pem is not here", "--host");
  }

  @Test
  void aCertificateWithoutItsAuthorityIsNotReplaced() throws IOException {
    make(825, "localhost");
    Files.delete(file("ca-key.pem"));
    Files.delete(file("ca.pem"));
    assertThatThrownBy(() -> make(825, "localhost"))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("server.pem is there", "ca.pem");
  }

  @Test
  void withoutKeytoolItSaysWhatIsMissing() {
    assertThatThrownBy(() -> new Keytool(data.resolve("bin/keytool")).close())
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("bin/keytool", "JDK");
  }

  @Test
  void hostsAreNamesOrNumericAddresses() {
    assertThat(HostName.parse("Games.Example")).contains(new HostName("games.example", false));
    assertThat(HostName.parse("0:0:0:0:0:0:0:1")).contains(new HostName("::1", true));
    assertThat(HostName.parse("10.0.0.1")).contains(new HostName("10.0.0.1", true));
    for (String none : List.of("", "a b", "a_b", "-a", "1.2.3", "999.1.1.1", "a,dns:b", "a..b")) {
      assertThat(HostName.parse(none)).as(none).isEmpty();
    }
  }
}
