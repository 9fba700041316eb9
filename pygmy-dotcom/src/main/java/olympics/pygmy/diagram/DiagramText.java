package olympics.pygmy.diagram;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import olympics.causality.core.VectorClock;
import olympics.pygmy.diagram.core.Message;
import olympics.pygmy.diagram.core.MessageKind;
import olympics.pygmy.diagram.core.Place;
import olympics.pygmy.diagram.core.Receipt;
import olympics.web.Html;

/** The diagram's part of the page, which a script fills, and the same messages as a table. */
public final class DiagramText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
  private static final String TABLE = "/messages?format=html";

  private DiagramText() {}

  /** Writes the section of the page. Its controls appear when the script has begun. */
  public static void section(Html html) {
    html.open("section", "id", "messages", "class", "messages", "aria-labelledby", "messages-title")
        .element("h2", "Message diagram", "id", "messages-title")
        .element(
            "p",
            "Each mark is the receipt of a request, with the receiver’s vector clock after it; time"
                + " runs down. No receipt stands above one that happened before it.",
            "class",
            "quiet")
        .open("noscript")
        .open("p")
        .element("a", "The last messages as a table", "href", TABLE)
        .close("p")
        .close("noscript")
        .open("div", "id", "diagram-controls", "hidden", "hidden");
    buttons(html);
    kinds(html);
    html.close("div")
        .element("p", "", "id", "diagram-status", "role", "status")
        .open("div", "id", "diagram-panes", "hidden", "hidden")
        .open("div", "id", "diagram-box")
        .open("div", "id", "diagram-lines")
        .close("div")
        .element(
            "div",
            "",
            "id",
            "diagram",
            "role",
            "listbox",
            "tabindex",
            "0",
            "aria-label",
            "Messages, in causal order")
        .close("div")
        .element("div", "", "id", "diagram-message", "aria-live", "polite")
        .close("div")
        .open("p", "class", "quiet")
        .text("The same for others: ")
        .element("a", "a table", "href", TABLE)
        .text(", ")
        .element("a", "JSON", "href", "/messages?format=json")
        .text(".")
        .close("p")
        .close("section");
  }

  private static void buttons(Html html) {
    html.open("div", "role", "group", "aria-label", "Run of the diagram")
        .element("button", "Live", "type", "button", "id", "diagram-live", "aria-pressed", "true")
        .element(
            "button", "Pause", "type", "button", "id", "diagram-pause", "aria-pressed", "false")
        .element("button", "Step", "type", "button", "id", "diagram-step")
        .element("button", "Clear", "type", "button", "id", "diagram-clear")
        .element("button", "Save as SVG", "type", "button", "id", "diagram-save")
        .close("div");
  }

  private static void kinds(Html html) {
    html.open("fieldset", "id", "diagram-kinds").element("legend", "Shown");
    for (MessageKind kind : MessageKind.values()) {
      html.open("label");
      if (kind.isShownAtFirst()) {
        html.open("input", "type", "checkbox", "value", kind.css(), "checked", "checked");
      } else {
        html.open("input", "type", "checkbox", "value", kind.css());
      }
      sample(html, kind.css());
      html.text(kind.words()).close("label");
    }
    html.open("label").open("input", "type", "checkbox", "value", "learnt", "checked", "checked");
    sample(html, "learnt");
    html.text("what answers brought").close("label").close("fieldset");
  }

  private static void sample(Html html, String css) {
    String kind = css.equals("learnt") ? "learnt" : "kind-" + css;
    html.open(
            "svg", "class", "diagram sample " + kind, "viewBox", "0 0 40 12", "aria-hidden", "true")
        .open("path", "class", "arrow", "d", "M1 6H39")
        .close("path")
        .close("svg");
  }

  /** A page with the messages as a table; newest last, as in the diagram. */
  static String table(List<Message> messages) {
    Html html = new Html().open("html", "lang", "en").open("head");
    html.open("meta", "charset", "utf-8")
        .open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
        .open("meta", "name", "color-scheme", "content", "light dark")
        .element("title", "The Games: messages")
        .open("link", "rel", "stylesheet", "href", "/pygmy.css")
        .open("link", "rel", "icon", "href", "/pygmy.svg")
        .close("head")
        .open("body")
        .open("header")
        .element("h1", "The Games: messages")
        .open("p")
        .text("In an order that never contradicts happened-before; reload for news. ")
        .element("a", "Back to the servers", "href", "/")
        .text(".")
        .close("p")
        .close("header")
        .open("main")
        .open("section", "class", "wide", "tabindex", "0", "aria-label", "Messages")
        .open("table")
        .element("caption", "Receipts of requests, oldest first (UTC, by each server’s clock)")
        .open("thead")
        .open("tr");
    for (String head :
        List.of("Number", "Time", "Method", "Kind", "From", "To", "Vector clock", "Request")) {
      html.element("th", head, "scope", "col");
    }
    html.close("tr").close("thead").open("tbody");
    messages.forEach(message -> row(html, message));
    if (messages.isEmpty()) {
      html.open("tr").element("td", "No message was received.", "colspan", "8").close("tr");
    }
    html.close("tbody").close("table").close("section").close("main");
    return html.close("body").close("html").document();
  }

  private static void row(Html html, Message message) {
    Receipt receipt = message.receipt();
    html.open("tr")
        .element("th", Long.toString(message.number()), "scope", "row")
        .element("td", TIME.format(Instant.ofEpochMilli((long) (receipt.seconds() * 1000))))
        .element("td", receipt.method())
        .element("td", message.kind().words())
        .element("td", words(message.from()))
        .element("td", message.line() + ", " + Place.life(receipt.at()))
        .element("td", words(receipt.clock()))
        .element("td", receipt.requestId().orElse(""))
        .close("tr");
  }

  private static String words(Place from) {
    return from.life().isEmpty()
        ? from.line()
        : from.line() + ", " + from.life() + " after " + from.count();
  }

  private static String words(VectorClock clock) {
    return clock.counts().entrySet().stream()
        .map(entry -> Place.life(entry.getKey()) + ": " + entry.getValue())
        .collect(Collectors.joining(", "));
  }
}
