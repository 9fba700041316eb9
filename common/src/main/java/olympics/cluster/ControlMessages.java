package olympics.cluster;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import olympics.clock.core.RoundTag;
import olympics.election.core.ElectionReply;
import olympics.election.core.Term;
import olympics.process.core.Address;
import olympics.process.core.ProcessId;
import olympics.process.core.Role;
import olympics.wire.MalformedAnswerException;
import olympics.wire.Struct;

/** The control messages between servers, as structs on the wire. Times are seconds there. */
final class ControlMessages {
  private static final double NANOS = 1e9;
  private static final double LATEST_SECONDS = 4e9;
  private static final int MAX_ATTRIBUTES = 32;

  private ControlMessages() {}

  /** A leader as somebody knows it. */
  record Leader(Term term, Address address) {}

  /** Who somebody is, and whom it follows. */
  record Greeting(Peer from, Optional<Leader> leader) {
    Map<String, Object> toWire() {
      Map<String, Object> struct = new HashMap<>();
      struct.put("id", from.id().toString());
      struct.put("address", from.address().toString());
      struct.put("role", from.role().wireName());
      struct.put("attributes", from.attributes());
      leader.ifPresent(
          known -> {
            struct.put("term", known.term().toString());
            struct.put("leader", known.address().toString());
          });
      return struct;
    }

    static Greeting of(Object wire) {
      Struct struct = Struct.of(wire);
      Map<String, String> attributes = new HashMap<>();
      struct
          .struct("attributes")
          .members()
          .forEach((name, value) -> attributes.put(String.valueOf(name), String.valueOf(value)));
      if (attributes.size() > MAX_ATTRIBUTES) {
        throw new MalformedAnswerException("too many attributes: " + attributes.size());
      }
      Optional<Leader> leader =
          struct.has("leader")
              ? Optional.of(
                  new Leader(
                      Term.parse(struct.string("term")), Address.parse(struct.string("leader"))))
              : Optional.empty();
      return new Greeting(
          new Peer(
              Address.parse(struct.string("address")),
              ProcessId.parse(struct.string("id")),
              Role.parse(struct.string("role")),
              attributes),
          leader);
    }
  }

  /** ELECTION with the latest term that the candidate has seen, or the heartbeat of a term. */
  record Call(Term term, Address from) {
    List<Object> toWire() {
      return List.of(term.toString(), from.toString());
    }

    static Call of(List<Object> params) {
      return new Call(Term.parse((String) params.get(0)), Address.parse((String) params.get(1)));
    }
  }

  /** An answer to {@link Call}. */
  record Answer(ElectionReply reply, ProcessId from, Address address) {
    Map<String, Object> toWire() {
      return Map.of(
          "answer", reply.kind().name().toLowerCase(Locale.ROOT),
          "term", reply.highest().toString(),
          "id", from.toString(),
          "address", address.toString());
    }

    static Answer of(Object wire) {
      Struct struct = Struct.of(wire);
      String kind = struct.string("answer");
      for (ElectionReply.Kind known : ElectionReply.Kind.values()) {
        if (known.name().toLowerCase(Locale.ROOT).equals(kind)) {
          return new Answer(
              new ElectionReply(known, Term.parse(struct.string("term"))),
              ProcessId.parse(struct.string("id")),
              Address.parse(struct.string("address")));
        }
      }
      throw new MalformedAnswerException("no such answer in an election");
    }
  }

  /**
   * A correction.
   *
   * @param agreed in words: how many clocks it rests on
   */
  record Correction(RoundTag tag, long deltaNanos, String agreed) {
    Map<String, Object> toWire() {
      return Map.of(
          "term",
          tag.term().toString(),
          "round",
          Math.toIntExact(tag.round()),
          "delta_seconds",
          deltaNanos / NANOS,
          "agreed",
          agreed);
    }

    static Correction of(Object wire) {
      Struct struct = Struct.of(wire);
      RoundTag tag = new RoundTag(Term.parse(struct.string("term")), struct.integer("round"));
      return new Correction(tag, nanos(struct.number("delta_seconds")), struct.string("agreed"));
    }
  }

  /** A time or difference in seconds. */
  static double seconds(long nanos) {
    return nanos / NANOS;
  }

  /** A time or difference of at most some 120 years, so that sums of them fit. */
  static long nanos(double seconds) {
    if (!(Math.abs(seconds) <= LATEST_SECONDS)) {
      throw new MalformedAnswerException("not a time: " + seconds + " s");
    }
    return Math.round(seconds * NANOS);
  }
}
