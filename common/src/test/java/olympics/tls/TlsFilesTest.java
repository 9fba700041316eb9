package olympics.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import olympics.tls.LocalAuthority.Validity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class TlsFilesTest {
  @TempDir private Path data;

  private TlsFiles written(int days) {
    return TestCertificates.write(
        data, TestCertificates.hosts("localhost"), Validity.fromNow(days));
  }

  private Path file(String name) {
    return data.resolve("tls").resolve(name);
  }

  @Test
  void whatWasMadeServes() {
    TlsFiles files = written(100);
    assertThat(files.forServer().served()).isPresent();
    assertThat(files.forClient().outgoing()).isPresent();
    assertThat(files.forClient().served()).isEmpty();
  }

  @Test
  void aClientNeedsTheAuthorityAndNothingElse() throws IOException {
    TlsFiles files = written(100);
    for (String name : List.of("ca-key.pem", "server.pem", "server-key.pem")) {
      Files.delete(file(name));
    }
    assertThat(files.hasAuthority()).isTrue();
    assertThat(files.forClient().outgoing()).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"ca.pem", "server.pem", "server-key.pem"})
  void aMissingFileIsNamedWithWhatIsNeeded(String name) throws IOException {
    TlsFiles files = written(100);
    Files.delete(file(name));
    assertThat(files.hasNothingForServers()).isFalse();
    assertThatThrownBy(files::forServer)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(file(name) + " is missing")
        .hasMessageContainingAll("server-key.pem", "scripts/init-secrets", "--tls=off");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ca.pem         |                                | no certificate",
        "server.pem     | hello                          | no certificate",
        "server.pem     | -----BEGIN CERTIFICATE-----    | no certificate",
        "server-key.pem | hello                          | no private key",
        "server-key.pem | -----BEGIN EC PRIVATE KEY----- | no private key"
      })
  void whatIsNoPemIsNamedWithWhatWasExpected(String name, String text, String holds)
      throws IOException {
    TlsFiles files = written(100);
    Files.writeString(file(name), text == null ? "" : text);
    assertThatThrownBy(files::forServer)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(file(name) + " holds " + holds + ", expected");
  }

  @Test
  void aDamagedKeyIsNamed() throws IOException {
    TlsFiles files = written(100);
    Files.writeString(
        file("server-key.pem"), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
    assertThatThrownBy(files::forServer)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("server-key.pem holds", "expected an EC key");
  }

  @Test
  void theKeyOfAnotherCertificateIsRefused() throws IOException {
    TlsFiles files = written(100);
    Files.copy(
        file("ca-key.pem"),
        file("server-key.pem"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(files::forServer)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("server-key.pem is not the key of ");
  }

  @Test
  void aCertificateOfAnotherAuthorityIsRefused(@TempDir Path other) throws IOException {
    TlsFiles files = written(100);
    var unused = TestCertificates.ofAnotherAuthority(other);
    Files.copy(
        other.resolve("tls/ca.pem"),
        file("ca.pem"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(files::forServer)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("server.pem was not issued by the authority in", "ca.pem");
  }

  @Test
  void anExpiredCertificateIsRefused() {
    TlsFiles files =
        TestCertificates.write(
            data,
            TestCertificates.hosts("localhost"),
            new Validity(Instant.now().minus(Duration.ofDays(10)), 3));
    assertThatThrownBy(files::forServer)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(file("server.pem") + " expired at ")
        .hasMessageContaining("scripts/init-secrets");
  }

  @Test
  void aCertificateThatIsNotValidYetIsRefused() {
    TlsFiles files =
        TestCertificates.write(
            data,
            TestCertificates.hosts("localhost"),
            new Validity(Instant.now().plus(Duration.ofDays(10)), 3));
    assertThatThrownBy(files::forServer)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(file("server.pem") + " is not valid before ");
  }

  @ParameterizedTest
  @CsvSource({"29, 1", "32, 0"})
  void aCertificateThatExpiresWithinThirtyDaysIsWarnedAbout(int days, int warnings) {
    Logger logger = (Logger) LoggerFactory.getLogger(TlsFiles.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    TlsFiles files = written(days);
    lines.start();
    logger.addAppender(lines);
    try {
      assertThat(files.forServer().served()).isPresent();
    } finally {
      logger.detachAppender(lines);
    }
    assertThat(lines.list).hasSize(warnings);
    assertThat(lines.list)
        .allSatisfy(
            line ->
                assertThat(line.getFormattedMessage())
                    .contains("expires soon", "server.pem", "days-left=28"));
  }

  @Test
  void keysAreForTheOwnerOnly() throws IOException {
    written(100);
    for (String name : List.of("ca-key.pem", "server-key.pem")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file(name))))
          .isEqualTo("rw-------");
    }
  }
}
