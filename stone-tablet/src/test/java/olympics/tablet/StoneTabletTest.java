package olympics.tablet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import olympics.cli.ExitCode;
import olympics.cli.Program;
import olympics.process.core.Address;
import olympics.tls.Links;
import olympics.tls.TestCertificates;
import olympics.web.Site;
import olympics.wire.Methods;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoneTabletTest {
  private static final Site NO_PAGES = Site.builder().build();

  @Test
  void seedCommandLineFollowsFavouritesAndEndsAfterTheCount() throws Exception {
    try (FakeBalancer games = new FakeBalancer()) {
      assertThat(run(games, "--port=0", "-l", "--count=4")).isEqualTo(ExitCode.OK);

      assertThat(games.calls(Methods.GET_MEDAL_TALLY)).hasSize(2);
      assertThat(games.calls(Methods.GET_SCORE)).hasSize(2);
    }
  }

  @Test
  void tabletEndsByItselfAfterTheGivenTimeAndUnregisters() throws Exception {
    try (FakeBalancer games = new FakeBalancer()) {
      assertThat(run(games, "--team=Gaul", "--push", "--for=1s")).isEqualTo(ExitCode.OK);

      assertThat(games.calls(Methods.REGISTER_CLIENT)).hasSize(1);
      assertThat(games.calls(Methods.UNREGISTER_CLIENT)).hasSize(1);
    }
  }

  @Test
  void unknownNameIsAFailure() throws Exception {
    try (FakeBalancer games = new FakeBalancer()) {
      assertThat(run(games, "--team=Gall")).isEqualTo(ExitCode.FAILURE);
    }
  }

  @Test
  void takenPortHasItsOwnExitCode() throws Exception {
    try (FakeBalancer games = new FakeBalancer();
        PushPort taken = new PushPort(new Address("127.0.0.1", 0), Links.PLAIN, NO_PAGES)) {
      assertThat(run(games, "--port=" + taken.address().port())).isEqualTo(ExitCode.PORT_IN_USE);
    }
  }

  @Test
  void withoutACertificateThePageOfAnEncryptedTabletStaysHere(@TempDir Path data) {
    Links server = TestCertificates.ours(data);

    assertThat(StoneTablet.staysHere(new Links(Optional.empty(), server.outgoing()))).isTrue();
    assertThat(StoneTablet.staysHere(server)).isFalse();
    assertThat(StoneTablet.staysHere(Links.PLAIN)).isFalse();
  }

  @Test
  void theAddressOfThePageIsPrinted() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try (FakeBalancer games = new FakeBalancer()) {
      assertThat(run(games, "--port=0", "-l", "--count=1")).isEqualTo(ExitCode.OK);
    } finally {
      System.setOut(before);
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
        .anyMatch(line -> line.matches("tablet page: http://localhost:[0-9]+/"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--interval=1ms",
        "--count=0",
        "--for=0s",
        "--team=",
        "--advertise=no host",
        "--json"
      })
  void wrongOptionIsAUsageError(String option) throws Exception {
    try (FakeBalancer games = new FakeBalancer()) {
      assertThat(run(games, option)).isEqualTo(ExitCode.USAGE);
    }
  }

  private static int run(FakeBalancer games, String... options) {
    List<String> args = new ArrayList<>(List.of("--serport=" + games.address().port()));
    args.addAll(List.of(options));
    return Program.execute(new StoneTablet(), args.toArray(new String[0]));
  }
}
