package olympics.pygmy.page;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import olympics.pygmy.diagram.DiagramText;
import olympics.pygmy.page.core.PageModel;
import olympics.pygmy.page.core.PageModel.Cell;
import olympics.pygmy.page.core.PageModel.State;
import olympics.web.Html;
import olympics.web.Json;

/** The page as HTML for a browser's first look, and as JSON for its script. */
final class PageText {
  private PageText() {}

  /** The whole document. It can be read without scripts; a reload shows what is new. */
  static String html(PageModel model) {
    Html html = new Html().open("html", "lang", "en").open("head");
    html.open("meta", "charset", "utf-8")
        .open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
        .open("meta", "name", "color-scheme", "content", "light dark")
        .element("title", "The Games: the servers")
        .open("link", "rel", "stylesheet", "href", "/pygmy.css")
        .open("link", "rel", "stylesheet", "href", "/diagram.css")
        .open("link", "rel", "icon", "href", "/pygmy.svg")
        .element("script", "", "type", "module", "src", "/pygmy.js")
        .element("script", "", "type", "module", "src", "/diagram.js")
        .close("head")
        .open("body")
        .element("a", "Skip to the servers", "class", "skip", "href", "#servers")
        .open("header")
        .element("h1", "The Games: the servers")
        .element("p", model.summary(), "id", "summary", "aria-live", "polite")
        .element("p", "As of the page’s loading; reload for news.", "id", "connection")
        .close("header")
        .open("main");
    html.open("section", "aria-labelledby", "servers")
        .element("h2", "Servers", "id", "servers", "tabindex", "-1")
        .open("div", "id", "cards");
    model.cards().forEach(card -> card(html, card));
    html.close("div").close("section");
    DiagramText.section(html);
    model.tables().forEach(table -> table(html, table));
    html.close("main")
        .open("footer")
        .open("p")
        .text("The same for programs: ")
        .element("a", "JSON", "href", "/?format=json")
        .text(", ")
        .element("a", "metrics", "href", "/metrics")
        .text(".")
        .close("p")
        .close("footer");
    return html.close("body").close("html").document();
  }

  private static void card(Html html, PageModel.Card card) {
    html.open("article", "class", "card " + card.state().css())
        .element("h3", card.title())
        .element("p", mark(card.state()) + card.words(), "class", "state")
        .open("dl");
    for (PageModel.Fact fact : card.facts()) {
      html.open("div").element("dt", fact.name()).element("dd", fact.value()).close("div");
    }
    html.close("dl").close("article");
  }

  private static String mark(State state) {
    return state == State.GOOD ? "✓ " : "✗ ";
  }

  private static void table(Html html, PageModel.Table table) {
    html.open("section", "class", "wide", "tabindex", "0", "aria-label", table.caption())
        .open("table", "id", table.id())
        .element("caption", table.caption())
        .open("thead")
        .open("tr");
    table.columns().forEach(column -> html.element("th", column, "scope", "col"));
    html.close("tr").close("thead").open("tbody");
    for (List<Cell> row : table.rows()) {
      html.open("tr").element("th", row.get(0).text(), "scope", "row");
      row.stream()
          .skip(1)
          .forEach(cell -> html.element("td", cell.text(), "class", cell.state().css()));
      html.close("tr");
    }
    if (table.rows().isEmpty()) {
      String columns = Integer.toString(table.columns().size());
      html.open("tr").element("td", table.empty(), "colspan", columns).close("tr");
    }
    html.close("tbody").close("table").close("section");
  }

  /** What the script needs to show the same. */
  static String json(PageModel model) {
    return Json.text(
        json -> {
          json.writeStartObject();
          json.writeStringField("summary", model.summary());
          json.writeNumberField("as_of", model.asOf());
          json.writeArrayFieldStart("cards");
          for (PageModel.Card card : model.cards()) {
            card(json, card);
          }
          json.writeEndArray();
          json.writeArrayFieldStart("tables");
          for (PageModel.Table table : model.tables()) {
            table(json, table);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static void card(JsonGenerator json, PageModel.Card card) throws IOException {
    json.writeStartObject();
    json.writeStringField("title", card.title());
    json.writeStringField("state", card.state().css());
    json.writeStringField("words", mark(card.state()) + card.words());
    json.writeArrayFieldStart("facts");
    for (PageModel.Fact fact : card.facts()) {
      json.writeStartObject();
      json.writeStringField("name", fact.name());
      json.writeStringField("value", fact.value());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void table(JsonGenerator json, PageModel.Table table) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", table.id());
    json.writeStringField("empty", table.empty());
    json.writeArrayFieldStart("columns");
    for (String column : table.columns()) {
      json.writeString(column);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("rows");
    for (List<Cell> row : table.rows()) {
      json.writeStartArray();
      for (Cell cell : row) {
        json.writeStartObject();
        json.writeStringField("text", cell.text());
        json.writeStringField("state", cell.state().css());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
