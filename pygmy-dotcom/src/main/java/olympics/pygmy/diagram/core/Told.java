package olympics.pygmy.diagram.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import olympics.causality.core.VectorClock;
import olympics.process.core.ProcessId;
import olympics.process.core.Role;
import olympics.rpc.core.ClockText;
import olympics.wire.MalformedAnswerException;
import olympics.wire.Struct;

/**
 * What a server told in {@code get_messages}; the diagram's form of docs/protocol.md.
 *
 * @param receipts in the order of their numbers; what is missing there will never be told
 * @param through no receipt up to this number will be told later
 */
public record Told(Role role, ProcessId process, List<Receipt> receipts, long through) {
  private static final String CLIENT = "client";

  public Told {
    receipts = List.copyOf(receipts);
    long last = 0;
    for (Receipt receipt : receipts) {
      if (receipt.number() <= last) {
        throw new MalformedAnswerException("receipt " + receipt.number() + " after " + last);
      }
      last = receipt.number();
    }
    if (last > through) {
      throw new MalformedAnswerException("receipt " + last + " is past " + through);
    }
  }

  /**
   * Reads the answer.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Told of(Object answer) {
    Struct struct = Struct.of(answer);
    ProcessId process = new ProcessId(struct.integer("uid"), struct.string("incarnation"));
    List<Receipt> receipts = new ArrayList<>();
    for (Object each : struct.list("receipts")) {
      receipts.add(receipt(process, Struct.of(each)));
    }
    return new Told(
        Role.parse(struct.string("role")), process, receipts, (long) struct.number("through"));
  }

  private static Receipt receipt(ProcessId process, Struct struct) {
    String sender = struct.string("sender");
    return new Receipt(
        process,
        (long) struct.number("number"),
        struct.string("method"),
        sender.equals(CLIENT) ? Optional.empty() : Optional.of(Sender.parse(sender)),
        struct.has("request_id") ? Optional.of(struct.string("request_id")) : Optional.empty(),
        struct.has("attached") ? ClockText.decode(struct.string("attached")) : VectorClock.EMPTY,
        ClockText.decode(struct.string("clock")),
        struct.number("time"));
  }
}
