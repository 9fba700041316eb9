package olympics.tablet.page;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import olympics.games.core.ItemKey;
import olympics.games.core.OlympicEvent;
import olympics.games.core.Stamp;
import olympics.games.core.Team;
import olympics.tablet.core.Item;
import olympics.tablet.core.Source;
import olympics.tablet.core.scoreboard.ClockOffset;
import olympics.tablet.core.scoreboard.Connection;
import olympics.tablet.core.scoreboard.Favourite;
import olympics.tablet.core.scoreboard.Moment;
import olympics.tablet.core.scoreboard.Scoreboard;
import olympics.tablet.core.scoreboard.Standings;
import olympics.web.Json;
import olympics.wire.Freshness;
import olympics.wire.Origin;

/**
 * {@code /?format=json}: what a tablet knows, for programs, with the names and units of the
 * protocol.
 */
public final class PageJson {
  private PageJson() {}

  /** The document; its form is in {@code docs/operations.md}. */
  public static String of(Scoreboard board, Moment now) {
    return Json.text(
        json -> {
          json.writeStartObject();
          json.writeStringField("asked", board.connection().balancer().toString());
          json.writeNumberField("read_at", seconds(now.wall()));
          json.writeBooleanField("answers", board.connection().lost().isEmpty());
          clocks(json, board.connection());
          table(json, board, now);
          json.writeArrayFieldStart("events");
          for (String event : board.events()) {
            event(json, board, event, now);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static void table(JsonGenerator json, Scoreboard board, Moment now) throws IOException {
    Optional<Standings.ReadOut> read = board.standings().lastRead();
    if (read.isPresent()) {
      json.writeObjectFieldStart("table");
      if (read.get().source().isPresent()) {
        source(json, read.get().source().get());
      }
      freshness(json, read.get().freshness(), now.since(read.get().at()));
      json.writeEndObject();
    }
    json.writeArrayFieldStart("teams");
    for (Standings.Row row : board.standings().rows()) {
      Team team = row.team();
      json.writeStartObject();
      json.writeNumberField("rank", row.rank());
      json.writeStringField("team", team.name());
      json.writeNumberField("gold", team.gold());
      json.writeNumberField("silver", team.silver());
      json.writeNumberField("bronze", team.bronze());
      json.writeBooleanField("followed", board.favourite(row.key()).isPresent());
      stamp(json, team.stamp());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void event(JsonGenerator json, Scoreboard board, String name, Moment now)
      throws IOException {
    ItemKey key = ItemKey.score(name);
    json.writeStartObject();
    json.writeStringField("event", name);
    json.writeBooleanField("followed", board.favourite(key).isPresent());
    Optional<Favourite> known = board.score(key).filter(score -> score.known().isPresent());
    if (known.isPresent() && known.get().known().get().item() instanceof Item.Score score) {
      OlympicEvent event = score.event();
      json.writeStringField("score", event.score());
      stamp(json, event.stamp());
      source(json, known.get().known().get().source());
      freshness(json, known.get().known().get().freshness(), now.since(known.get().heardAt()));
    }
    json.writeEndObject();
  }

  private static void clocks(JsonGenerator json, Connection connection) throws IOException {
    json.writeArrayFieldStart("clocks");
    for (Map.Entry<String, ClockOffset> clock : connection.clocks().entrySet()) {
      json.writeStartObject();
      json.writeStringField("server", clock.getKey());
      json.writeNumberField("offset_seconds", seconds(clock.getValue().offset()));
      json.writeNumberField("bound_seconds", seconds(clock.getValue().bound()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** A push says nothing of a cache. */
  private static void source(JsonGenerator json, Source source) throws IOException {
    json.writeStringField(Origin.SERVED_BY, source.server());
    if (source.isPushed()) {
      json.writeBooleanField("pushed", true);
    } else {
      json.writeBooleanField(Origin.CACHED, source.isCached());
    }
  }

  private static void stamp(JsonGenerator json, Stamp stamp) throws IOException {
    json.writeNumberField("as_of", seconds(stamp.asOf()));
    json.writeStringField("version", stamp.version().toString());
  }

  private static void freshness(JsonGenerator json, Freshness freshness, Duration since)
      throws IOException {
    json.writeBooleanField("stale", freshness.stale());
    json.writeNumberField("age_seconds", seconds(freshness.age().plus(since)));
  }

  private static BigDecimal seconds(Instant instant) {
    return seconds(Duration.between(Instant.EPOCH, instant));
  }

  /** To the microsecond. */
  private static BigDecimal seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toNanos() / 1000, 6);
  }
}
