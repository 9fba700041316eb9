/**
 * Pages on the port of the calls: GET and HEAD of a fixed list of paths. Whoever has a port gives
 * it an {@link olympics.web.Site}; calls go on as before. Pages can only be read, and everything on
 * them comes from their own port (a strict content security policy is set on every answer), so
 * neither forged requests nor names that are bound anew lead further than what anybody may read.
 *
 * <pre>{@code
 * EventFeed changes = new EventFeed(EventFeed.Limits.DEFAULT, board::json);
 * Site site =
 *     Site.builder()
 *         .page("/", (request, answerer) -> answerer.answer(page(request)))
 *         .page("/events", changes)
 *         .resource(Board.class, "board.css") // beside Board.class in the jar, served at /board.css
 *         .resource(Board.class, "board.js")
 *         .build();
 * RpcServer.start(settings.with(site), methods); // or new SiteEndpoint(site, endpoint) for an HttpServer
 *
 * HttpAnswer page(PageRequest request) {
 *   return request.parameter("format").equals(Optional.of("json"))
 *       ? PageAnswers.json(board.json())
 *       : PageAnswers.html(new Html().open("html", "lang", "en")...document());
 * }
 *
 * String json() { // of a board
 *   return Json.text(json -> {
 *     json.writeStartObject();
 *     json.writeNumberField("gold", gold);
 *     json.writeEndObject();
 *   });
 * }
 *
 * changes.publish("tally", json()); // from any thread; never blocks
 * changes.close(); // before the server is closed
 * }</pre>
 *
 * <p>In the browser {@code new EventSource("/events")} gets {@code snapshot} first, then {@code
 * tally} as it happens; after a cut it goes on where it was by itself.
 *
 * <p>Pages are answered on event loops and must not block. Not pure; what a feed remembers is
 * decided in {@link olympics.web.core}.
 */
package olympics.web;
