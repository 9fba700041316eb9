package olympics.tablet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import olympics.cli.ExitCode;
import olympics.cli.Program;
import olympics.process.core.Address;
import olympics.rpc.FaultCode;
import olympics.rpc.RpcFault;
import olympics.tablet.core.Catalogue;
import olympics.tls.Links;
import olympics.wire.Origin;
import org.junit.jupiter.api.Test;

class OneReadingTest {
  private static final Address ASKED = new Address("localhost", 8001);

  private static OneReading take(FakeBalancer games, List<String> teams, List<String> events)
      throws InterruptedException {
    TabletSettings settings =
        new TabletSettings(
            new Catalogue(teams, events),
            7,
            false,
            Duration.ofSeconds(1),
            new TabletSettings.Push(false, ASKED));
    try (Balancer balancer = new Balancer(games.address(), Links.PLAIN)) {
      return OneReading.take(balancer, settings);
    }
  }

  @Test
  void documentHasTheProtocolsNamesAndNumbersInPlainForm() throws Exception {
    try (FakeBalancer games = new FakeBalancer()) {
      games.tally("Gaul", 3);
      games.origin = new Origin("obelix-2", false);
      games.score("Stone Curling", "\"5\" to\u202e 3");
      OneReading reading = take(games, List.of("gaul"), List.of("Stone Curling"));
      String json = ReadingJson.of(reading, ASKED);

      assertThat(reading.isComplete()).isTrue();
      assertThat(json)
          .startsWith("{\"asked\":\"localhost:8001\",\"read_at\":")
          .contains("\"complete\":true,\"teams\":[{\"team\":\"Gaul\",\"gold\":3,\"silver\":0,")
          .contains(
              "\"as_of\":0.000000,\"version\":\"aaaaaaaaaaaaaaaa.6\",\"served_by\":\"obelix-2\",\"cached\":false,\"stale\":false,")
          .contains("\"through\":\"aaaaaaaaaaaaaaaa.7\"}],\"events\":[{\"event\":\"Stone Curling\"")
          .contains("\"score\":\"\\\"5\\\" to\\u202E 3\"")
          .endsWith("\"problems\":[]}");
      assertThat(namesIn(json)).doesNotHaveDuplicates();
    }
  }

  /** The names of the outermost object; fails if the text is no JSON. */
  private static List<String> namesIn(String json) throws IOException {
    List<String> names = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      for (int depth = 0; parser.nextToken() != null; ) {
        if (depth == 1 && parser.currentName() != null) {
          names.add(parser.currentToken() + parser.currentName());
        }
        depth += parser.currentToken().isStructStart() ? 1 : 0;
        depth -= parser.currentToken().isStructEnd() ? 1 : 0;
      }
    }
    return names;
  }

  @Test
  void whatIsNotAnsweredIsNamedWithItsReasonAndTheRestIsThere() throws Exception {
    try (FakeBalancer games = new FakeBalancer()) {
      OneReading reading = take(games, List.of("Gaul", "Gall"), List.of());

      assertThat(reading.isComplete()).isFalse();
      assertThat(reading.answers()).hasSize(1);
      assertThat(ReadingJson.of(reading, ASKED))
          .contains("\"complete\":false")
          .contains("\"problems\":[{\"team\":\"gall\",\"reason\":\"there is no 'gall'\"}]");
    }
  }

  @Test
  void silenceIsADocumentTooAndExitCodeOne() throws Exception {
    try (FakeBalancer games = new FakeBalancer()) {
      games.fault = Optional.of(new RpcFault(FaultCode.UNAVAILABLE, "no front-end"));
      assertThat(run(games, "--once", "--json"))
          .isEqualTo(
              new Run(
                  ExitCode.FAILURE,
                  "{\"asked\":\""
                      + games.address()
                      + "\",\"read_at\":…,\"complete\":false,"
                      + "\"seed\":5,\"teams\":[],\"events\":[],"
                      + "\"problems\":[{\"reason\":\"no front-end\"}]}\n"));
    }
  }

  @Test
  void withoutJsonItIsALineForEach() throws Exception {
    try (FakeBalancer games = new FakeBalancer()) {
      Run run = run(games, "--once", "--team=Gaul", "--event=stone curling");

      assertThat(run.code()).isZero();
      assertThat(run.out().lines())
          .containsExactly(
              "Gaul  gold 0  silver 0  bronze 0   (version …0, 0.0 s old, from obelix-1, cached)",
              "Stone Curling: No score yet!   (version …3, 0.0 s old, from obelix-1, cached)");
    }
  }

  /** What a run printed; the time of the reading is left out. */
  private record Run(int code, String out) {}

  private static Run run(FakeBalancer games, String... options) {
    List<String> args = new ArrayList<>(List.of("--serport=" + games.address().port(), "--seed=5"));
    args.addAll(Arrays.asList(options));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      int code = Program.execute(new StoneTablet(), args.toArray(new String[0]));
      return new Run(
          code,
          bytes
              .toString(StandardCharsets.UTF_8)
              .replaceAll("\"read_at\":[0-9.]+", "\"read_at\":…"));
    } finally {
      System.setOut(before);
    }
  }
}
