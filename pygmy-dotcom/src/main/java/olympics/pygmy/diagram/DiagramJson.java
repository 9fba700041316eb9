package olympics.pygmy.diagram;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import olympics.causality.core.VectorClock;
import olympics.process.core.ProcessId;
import olympics.pygmy.diagram.core.Message;
import olympics.pygmy.diagram.core.MessageDiagram.Column;
import olympics.pygmy.diagram.core.Place;
import olympics.pygmy.diagram.core.Receipt;
import olympics.web.Json;

/** The diagram for the script that draws it, and for other programs. */
final class DiagramJson {
  private DiagramJson() {}

  /**
   * Messages, and the lines on which they stand.
   *
   * @param began in milliseconds since 1970: from then on the messages were numbered
   */
  static String of(long began, List<Column> columns, List<Message> messages) {
    return Json.text(
        json -> {
          json.writeStartObject();
          json.writeNumberField("began_ms", began);
          json.writeArrayFieldStart("lines");
          for (Column column : columns) {
            json.writeStartObject();
            json.writeStringField("address", column.address());
            json.writeStringField("name", column.name());
            json.writeStringField("life", column.life());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeArrayFieldStart("messages");
          for (Message message : messages) {
            message(json, message);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static void message(JsonGenerator json, Message message) throws IOException {
    Receipt receipt = message.receipt();
    json.writeStartObject();
    json.writeNumberField("number", message.number());
    json.writeStringField("kind", message.kind().css());
    json.writeStringField("method", receipt.method());
    json.writeStringField("line", message.line());
    json.writeStringField("life", Place.life(receipt.at()));
    json.writeNumberField("count", receipt.number());
    json.writeNumberField("time", receipt.seconds());
    json.writeFieldName("from");
    place(json, message.from());
    clock(json, "attached", receipt.attached());
    clock(json, "clock", receipt.clock());
    Optional<String> request = receipt.requestId();
    if (request.isPresent()) {
      json.writeStringField("request_id", request.get());
    }
    if (message.cause() > 0) {
      json.writeNumberField("cause", message.cause());
    }
    json.writeArrayFieldStart("learnt");
    for (Place place : message.learnt()) {
      place(json, place);
    }
    json.writeEndArray();
    json.writeNumberField("missed", message.missed());
    json.writeBooleanField("reborn", message.reborn());
    json.writeEndObject();
  }

  private static void place(JsonGenerator json, Place place) throws IOException {
    json.writeStartObject();
    json.writeStringField("line", place.line());
    if (!place.life().isEmpty()) {
      json.writeStringField("life", place.life());
      json.writeNumberField("count", place.count());
    }
    json.writeEndObject();
  }

  private static void clock(JsonGenerator json, String name, VectorClock clock) throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<ProcessId, Long> entry : clock.counts().entrySet()) {
      json.writeNumberField(Place.life(entry.getKey()), entry.getValue());
    }
    json.writeEndObject();
  }
}
