package olympics.tablet.page;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import olympics.tablet.core.page.PageModel;
import olympics.web.Json;

/** The page as JSON for its script, in parts that change by themselves. */
final class PageText {
  private PageText() {}

  /** The whole document for a browser's first look, which can be read without scripts. */
  static String html(PageModel model, boolean big) {
    return new PageHtml(model, big).document();
  }

  /** Each part of the page by its name, as JSON. */
  static Map<String, String> parts(PageModel model) {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("summary", text(model.summary()));
    parts.put("state", text(model.state().css()));
    parts.put("connection", text(model.connection()));
    parts.put("as_of", text(model.asOf()));
    parts.put("standings_note", text(model.standingsNote()));
    parts.put("standings", list(model.standings(), PageText::standing));
    parts.put("pinned", list(model.pinned(), PageText::pin));
    parts.put("latest", list(model.latest(), PageText::medal));
    parts.put("scores", list(model.scores(), PageText::score));
    parts.put("scores_note", text(model.scoresNote()));
    parts.put("facts", list(model.facts(), PageText::fact));
    return parts;
  }

  /** One object with those parts that are not as before. */
  static String difference(Map<String, String> before, Map<String, String> now) {
    return now.entrySet().stream()
        .filter(part -> !part.getValue().equals(before.get(part.getKey())))
        .map(part -> "\"" + part.getKey() + "\":" + part.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  private interface Writer<T> {
    void write(JsonGenerator json, T value) throws IOException;
  }

  private static String text(String words) {
    return Json.text(json -> json.writeString(words));
  }

  private static <T> String list(List<T> values, Writer<T> writer) {
    return Json.text(
        json -> {
          json.writeStartArray();
          for (T value : values) {
            json.writeStartObject();
            writer.write(json, value);
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private static void standing(JsonGenerator json, PageModel.Standing row) throws IOException {
    json.writeStringField("rank", row.rank());
    json.writeStringField("team", row.team());
    json.writeStringField("gold", row.gold());
    json.writeStringField("silver", row.silver());
    json.writeStringField("bronze", row.bronze());
    json.writeStringField("total", row.total());
    json.writeStringField("as_of", row.asOf());
    json.writeStringField("news", row.news());
    json.writeBooleanField("followed", row.followed());
  }

  private static void pin(JsonGenerator json, PageModel.Pin pin) throws IOException {
    json.writeStringField("kind", pin.kind());
    json.writeStringField("title", pin.title());
    json.writeStringField("value", pin.value());
    json.writeStringField("note", pin.note());
    json.writeStringField("source", pin.source());
    json.writeStringField("state", pin.state().css());
    json.writeStringField("news", pin.news());
  }

  private static void medal(JsonGenerator json, PageModel.Medal medal) throws IOException {
    json.writeStringField("time", medal.time());
    json.writeStringField("team", medal.team());
    json.writeStringField("what", medal.what());
    json.writeStringField("kind", medal.kind());
  }

  private static void score(JsonGenerator json, PageModel.Score score) throws IOException {
    json.writeStringField("event", score.event());
    json.writeStringField("score", score.score());
    json.writeStringField("as_of", score.asOf());
    json.writeStringField("note", score.note());
    json.writeStringField("state", score.state().css());
    json.writeBooleanField("followed", score.followed());
  }

  private static void fact(JsonGenerator json, PageModel.Fact fact) throws IOException {
    json.writeStringField("name", fact.name());
    json.writeStringField("value", fact.value());
  }
}
