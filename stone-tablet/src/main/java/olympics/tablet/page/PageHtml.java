package olympics.tablet.page;

import java.util.List;
import olympics.tablet.core.page.PageModel;
import olympics.web.Html;

/** The page as HTML. Its script makes the same elements; a change here is a change there. */
final class PageHtml {
  private static final List<String> COLUMNS =
      List.of("rank", "team", "gold", "silver", "bronze", "total", "time");

  private static final List<String> HEADINGS =
      List.of("Rank", "Team", "Gold", "Silver", "Bronze", "Total", "As of");

  private final PageModel model;
  private final boolean big;
  private final Html html = new Html();

  PageHtml(PageModel model, boolean big) {
    this.model = model;
    this.big = big;
  }

  String document() {
    html.open("html", "lang", "en", "class", big ? "big" : "");
    head();
    html.open("body");
    html.element("a", "Skip to the medal table", "class", "skip", "href", "#standings");
    header();
    html.open("main");
    pinned();
    html.open("div", "class", "column");
    standings();
    html.close("div").open("div", "class", "column");
    scores();
    latest();
    html.close("div").close("main");
    footer();
    return html.close("body").close("html").document();
  }

  private void head() {
    html.open("head")
        .open("meta", "charset", "utf-8")
        .open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
        .open("meta", "name", "color-scheme", "content", "light dark")
        .element("title", "The Games: live results")
        .open("link", "rel", "stylesheet", "href", "/tablet.css")
        .open("link", "rel", "icon", "href", "/tablet.svg");
    if (big) {
      // A wall without scripts; with them the page is told what is new.
      html.open("noscript")
          .open("meta", "http-equiv", "refresh", "content", "10")
          .close("noscript");
    }
    html.element("script", "", "type", "module", "src", "/tablet.js").close("head");
  }

  private void header() {
    html.open("header")
        .open("div", "class", "title")
        .element("h1", "The Games")
        .element(
            "a",
            big ? "Ordinary page" : "Big screen",
            "id",
            "big-screen",
            "href",
            big ? "/" : "/?big=1")
        .close("div")
        .element("p", model.summary(), "id", "summary", "aria-live", "polite")
        .open("p", "class", "trust")
        .element("strong", model.asOf(), "id", "as-of")
        .text(" ")
        .element("span", model.connection(), "id", "connection", "class", model.state().css())
        .close("p")
        .close("header");
  }

  private void standings() {
    html.open("section", "class", "panel table")
        .open("table", "id", "standings", "tabindex", "-1")
        .open("caption")
        .text("Medal table ")
        .element("small", model.standingsNote(), "id", "standings-note")
        .text(" ")
        .element("small", "", "id", "standings-range")
        .close("caption")
        .open("thead")
        .open("tr");
    for (int i = 0; i < COLUMNS.size(); i++) {
      html.element("th", HEADINGS.get(i), "scope", "col", "class", COLUMNS.get(i));
    }
    html.close("tr").close("thead").open("tbody");
    for (PageModel.Standing row : model.standings()) {
      html.open("tr", "class", row.followed() ? "followed" : "")
          .element("td", row.rank(), "class", "rank")
          .open("th", "scope", "row", "class", "team")
          .element("span", row.team(), "class", "name")
          .text(" ")
          .element("span", row.news(), "class", "news")
          .close("th")
          .element("td", row.gold(), "class", "gold")
          .element("td", row.silver(), "class", "silver")
          .element("td", row.bronze(), "class", "bronze")
          .element("td", row.total(), "class", "total")
          .element("td", row.asOf(), "class", "time")
          .close("tr");
    }
    html.close("tbody").close("table").close("section");
  }

  private void pinned() {
    html.open("section", "class", "panel pins", "aria-labelledby", "pinned-heading")
        .element("h2", "Followed", "id", "pinned-heading")
        .open("ul", "id", "pinned");
    for (PageModel.Pin pin : model.pinned()) {
      html.open("li", "class", pin.kind() + " " + pin.state().css())
          .element("span", pin.title(), "class", "name")
          .element("span", pin.value(), "class", "value")
          .element("span", pin.news(), "class", "news")
          .element("span", pin.note(), "class", "note")
          .element("span", pin.source(), "class", "source")
          .close("li");
    }
    html.close("ul").close("section");
  }

  private void scores() {
    html.open("section", "class", "panel events")
        .open("table", "id", "scores")
        .open("caption")
        .text("Scores ")
        .element("small", model.scoresNote(), "id", "scores-note")
        .text(" ")
        .element("small", "", "id", "scores-range")
        .close("caption")
        .open("thead")
        .open("tr")
        .element("th", "Event", "scope", "col")
        .element("th", "Score", "scope", "col")
        .element("th", "As of", "scope", "col", "class", "time")
        .close("tr")
        .close("thead")
        .open("tbody");
    for (PageModel.Score score : model.scores()) {
      html.open("tr", "class", score.state().css() + (score.followed() ? " followed" : ""))
          .element("th", score.event(), "scope", "row")
          .open("td")
          .element("span", score.score(), "class", "value")
          .text(" ")
          .element("span", score.note(), "class", "note")
          .close("td")
          .element("td", score.asOf(), "class", "time")
          .close("tr");
    }
    html.close("tbody").close("table").close("section");
  }

  private void latest() {
    html.open("section", "class", "panel medals", "aria-labelledby", "latest-heading")
        .element("h2", "Latest medals", "id", "latest-heading")
        .open("ol", "id", "latest", "reversed", "reversed");
    for (PageModel.Medal medal : model.latest()) {
      html.open("li", "class", medal.kind())
          .element("time", medal.time())
          .text(" ")
          .element("span", medal.team(), "class", "name")
          .text(" ")
          .element("span", medal.what(), "class", "what")
          .close("li");
    }
    html.close("ol").close("section");
  }

  private void footer() {
    html.open("footer").element("h2", "Where this comes from").open("dl", "id", "source");
    for (PageModel.Fact fact : model.facts()) {
      html.open("div").element("dt", fact.name()).element("dd", fact.value()).close("div");
    }
    html.close("dl")
        .open("p")
        .text("For a wall: ")
        .element("a", "/?big=1", "href", "/?big=1")
        .text(" or the key ")
        .element("kbd", "b")
        .text("; for programs: ")
        .element("a", "JSON", "href", "/?format=json")
        .text(".")
        .close("p")
        .close("footer");
  }
}
