package olympics.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  @TempDir private Path parent;

  private Path directory() {
    return parent.resolve("data");
  }

  private Secrets secrets(boolean mayCreate, Map<String, String> environment) {
    return new Secrets(directory(), mayCreate, Optional.empty(), environment::get);
  }

  @Test
  void madeSecretsAreForTheOwnerOnly() throws IOException {
    secrets(true, Map.of()).clusterKey();
    String password = secrets(true, Map.of()).cacofonixPassword().reveal();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory())))
        .isEqualTo("rwx------");
    assertThat(directory())
        .isDirectoryContaining("glob:**/cluster-key")
        .isDirectoryContaining("glob:**/cacofonix-password");
    try (var files = Files.list(directory())) {
      assertThat(files)
          .hasSize(2)
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
    }
    assertThat(password).matches("[a-z2-7]{26}");
    assertThat(secrets(false, Map.of()).cacofonixPassword().reveal()).isEqualTo(password);
  }

  @RepeatedTest(20)
  void allWhoCreateAtOnceGetTheSameSecret() throws Exception {
    assertThat(raced(() -> secrets(true, Map.of()).cacofonixPassword().reveal()))
        .hasSize(16)
        .containsOnly(Files.readString(directory().resolve("cacofonix-password")).strip());
  }

  @Test
  void raceIsSharpEnoughToCatchPlainWriting() throws Exception {
    Path file = parent.resolve("naive");
    List<String> seen = new ArrayList<>();
    for (int i = 0; i < 200 && seen.stream().distinct().count() < 2; i++) {
      Files.deleteIfExists(file);
      seen = raced(() -> createdWithoutCare(file));
    }
    assertThat(seen.stream().distinct().count()).isGreaterThan(1);
  }

  private static String createdWithoutCare(Path file) throws IOException {
    if (!Files.exists(file)) {
      Files.writeString(file, Secrets.newPassword());
    }
    return Files.readString(file);
  }

  private static List<String> raced(Callable<String> racer) throws Exception {
    int racers = 16;
    CyclicBarrier start = new CyclicBarrier(racers);
    ExecutorService threads = Executors.newFixedThreadPool(racers);
    try {
      List<Future<String>> results = new ArrayList<>();
      for (int i = 0; i < racers; i++) {
        results.add(
            threads.submit(
                () -> {
                  start.await();
                  return racer.call();
                }));
      }
      List<String> seen = new ArrayList<>();
      for (Future<String> result : results) {
        seen.add(result.get());
      }
      return seen;
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void missingSecretSaysHowToMakeOne() {
    assertThatThrownBy(() -> secrets(false, Map.of()).clusterKey())
        .isInstanceOf(SecretMissingException.class)
        .hasMessageContainingAll("cluster-key", "scripts/init-secrets --data-dir", "-l");
    assertThat(directory()).doesNotExist();
  }

  @Test
  void passwordComesFromTheNearestSource() throws IOException {
    Path file = Files.writeString(parent.resolve("p"), "from the file\n");
    Map<String, String> variable = Map.of("OLYMPICS_PASSWORD", "from the variable");
    Map<String, String> both =
        Map.of(
            "OLYMPICS_PASSWORD",
            "from the variable",
            "OLYMPICS_PASSWORD_FILE",
            Files.writeString(parent.resolve("q"), "from the variable's file").toString());

    assertThat(secrets(false, variable).cacofonixPassword().reveal())
        .isEqualTo("from the variable");
    assertThat(secrets(false, both).cacofonixPassword().reveal())
        .isEqualTo("from the variable's file");
    assertThat(secrets(false, both).withPasswordFile(file).cacofonixPassword().reveal())
        .isEqualTo("from the file");
    assertThatThrownBy(
            () -> secrets(true, both).withPasswordFile(parent.resolve("no")).cacofonixPassword())
        .isInstanceOf(SecretMissingException.class)
        .hasMessageContaining("--password-file");
  }

  @Test
  void damagedFilesAreNamed() throws IOException {
    Files.createDirectories(directory());
    Files.writeString(directory().resolve("cluster-key"), "not a key");
    Files.writeString(directory().resolve("cacofonix-password"), "\n");

    assertThatThrownBy(() -> secrets(true, Map.of()).clusterKey())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("cluster-key", "64 hexadecimal digits");
    assertThatThrownBy(() -> secrets(true, Map.of()).cacofonixPassword())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cacofonix-password is empty");
  }
}
