package olympics.pygmy.page;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import olympics.pygmy.page.core.ClusterView;
import olympics.pygmy.page.core.FaultMark;
import olympics.pygmy.page.core.ServerView;
import olympics.pygmy.page.core.Status;
import olympics.web.Json;
import olympics.wire.StatusItems;

/** {@code /?format=json}: the cluster for programs. */
final class ClusterJson {
  private ClusterJson() {}

  static String of(ClusterView view) {
    return Json.text(
        json -> {
          json.writeStartObject();
          json.writeNumberField("as_of_ms", view.asOf());
          json.writeNumberField("requests", view.requests());
          json.writeNumberField("faults", view.faults());
          json.writeArrayFieldStart("injected_faults");
          for (FaultMark fault : view.injected()) {
            json.writeStartObject();
            json.writeNumberField("time", fault.time());
            json.writeBooleanField("ends", fault.ends());
            json.writeStringField("text", fault.text());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeArrayFieldStart("servers");
          for (ServerView server : view.servers()) {
            server(json, server);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static void server(JsonGenerator json, ServerView server) throws IOException {
    json.writeStartObject();
    json.writeStringField("address", server.address());
    if (server.rotation().isPresent()) {
      ServerView.Rotation rotation = server.rotation().get();
      json.writeBooleanField("in_rotation", rotation.isIn());
      json.writeStringField("standing", rotation.state());
      json.writeStringField("condition", rotation.condition());
      if (rotation.heartbeatAge().isPresent()) {
        json.writeNumberField("heartbeat_age_seconds", rotation.heartbeatAge().get());
      }
      json.writeNumberField("forwards", rotation.forwards());
    }
    json.writeBooleanField("answers", server.status().isPresent());
    if (server.status().isPresent()) {
      status(json, server, server.status().get());
    } else {
      json.writeStringField("failure", server.failure());
    }
    json.writeEndObject();
  }

  private static void status(JsonGenerator json, ServerView server, Status status)
      throws IOException {
    json.writeStringField("role", status.role());
    json.writeNumberField("uid", status.uid());
    json.writeStringField("incarnation", status.incarnation());
    json.writeStringField("leader", status.leader());
    json.writeStringField("term", status.term());
    json.writeNumberField("requests", status.requests());
    if (server.requestsPerSecond().isPresent()) {
      json.writeNumberField("requests_per_second", server.requestsPerSecond().get());
    }
    json.writeNumberField("round_trip_seconds", server.back() - server.sent());
    json.writeStringField("vector_clock", status.vectorClock());
    if (status.cache().isPresent()) {
      json.writeStringField("cache", status.cache().get().mode());
      json.writeNumberField("hits", status.cache().get().hits());
      json.writeNumberField("misses", status.cache().get().misses());
    }
    json.writeNumberField("items_in_all", status.itemsInAll());
    json.writeArrayFieldStart("items");
    for (StatusItems.Item item : status.items()) {
      json.writeStartObject();
      json.writeStringField("kind", item.kind().wireName());
      json.writeStringField("name", item.name());
      json.writeStringField("version", item.version());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("events");
    for (Status.Moment moment : status.events()) {
      json.writeStartObject();
      json.writeNumberField("time", moment.time());
      json.writeStringField("text", moment.text());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
