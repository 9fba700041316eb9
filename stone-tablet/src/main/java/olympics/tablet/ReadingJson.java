package olympics.tablet;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import olympics.games.core.ItemKey;
import olympics.games.core.OlympicEvent;
import olympics.games.core.Stamp;
import olympics.games.core.Team;
import olympics.process.core.Address;
import olympics.tablet.core.Item;
import olympics.tablet.core.Known;
import olympics.wire.Origin;

/** One reading as a JSON document on one line, with the names and units of the protocol. */
final class ReadingJson {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  private final JsonGenerator json;

  private ReadingJson(JsonGenerator json) {
    this.json = json;
  }

  /** The document; its form is in {@code docs/operations.md}. */
  static String of(OneReading reading, Address balancer) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.setCharacterEscapes(new FormatCharacters());
      new ReadingJson(json).write(reading, balancer);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return text.toString();
  }

  private void write(OneReading reading, Address balancer) throws IOException {
    json.writeStartObject();
    json.writeStringField("asked", balancer.toString());
    json.writeNumberField("read_at", seconds(reading.at()));
    json.writeBooleanField("complete", reading.isComplete());
    if (reading.seed().isPresent()) {
      json.writeNumberField("seed", reading.seed().getAsLong());
    }
    json.writeArrayFieldStart("teams");
    for (Answer answer : reading.answers()) {
      if (answer.known().item() instanceof Item.Tally tally) {
        write(tally.team(), answer);
      }
    }
    json.writeEndArray();
    json.writeArrayFieldStart("events");
    for (Answer answer : reading.answers()) {
      if (answer.known().item() instanceof Item.Score score) {
        write(score.event(), answer);
      }
    }
    json.writeEndArray();
    json.writeArrayFieldStart("problems");
    for (OneReading.Problem problem : reading.problems()) {
      write(problem);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void write(Team team, Answer answer) throws IOException {
    json.writeStartObject();
    json.writeStringField("team", team.name());
    json.writeNumberField("gold", team.gold());
    json.writeNumberField("silver", team.silver());
    json.writeNumberField("bronze", team.bronze());
    write(team.stamp(), answer);
    json.writeEndObject();
  }

  private void write(OlympicEvent event, Answer answer) throws IOException {
    json.writeStartObject();
    json.writeStringField("event", event.name());
    json.writeStringField("score", event.score());
    write(event.stamp(), answer);
    json.writeEndObject();
  }

  private void write(Stamp stamp, Answer answer) throws IOException {
    json.writeNumberField("as_of", seconds(stamp.asOf()));
    json.writeStringField("version", stamp.version().toString());
    Known known = answer.known();
    json.writeStringField(Origin.SERVED_BY, known.source().server());
    json.writeBooleanField(Origin.CACHED, known.source().isCached());
    json.writeBooleanField("stale", known.freshness().stale());
    json.writeNumberField("age_seconds", seconds(known.freshness().age()));
    json.writeStringField("through", answer.through().toString());
  }

  private void write(OneReading.Problem problem) throws IOException {
    json.writeStartObject();
    Optional<ItemKey> key = problem.key();
    if (key.isPresent()) {
      json.writeStringField(
          key.get().kind() == ItemKey.Kind.TALLY ? "team" : "event", key.get().name());
    }
    json.writeStringField("reason", problem.reason());
    json.writeEndObject();
  }

  private static BigDecimal seconds(Instant instant) {
    return seconds(Duration.between(Instant.EPOCH, instant));
  }

  /** To the microsecond. */
  private static BigDecimal seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toNanos() / 1000, 6);
  }
}
