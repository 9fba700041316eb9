package olympics.cluster;

import java.util.LinkedHashMap;
import java.util.Map;
import olympics.causality.core.VectorClock;
import olympics.rpc.RpcCall;
import olympics.rpc.RpcMethod;
import olympics.rpc.core.ClockText;
import olympics.wire.Methods;

/** {@code get_messages}: the newest receipts with their vector clocks, for a diagram of them. */
final class MessagesMethod {
  /** The sender of a call that no server signed. */
  static final String CLIENT = "client";

  private final Peer self;
  private final CausalOwner causal;

  /**
   * The method of one server.
   *
   * @param self without its address, which is known only once it runs
   */
  MessagesMethod(Peer self, CausalOwner causal) {
    this.self = self;
    this.causal = causal;
  }

  RpcMethod method() {
    return RpcMethod.named(Methods.GET_MESSAGES)
        .mayTake("after", RpcMethod.Type.DOUBLE)
        .answers(RpcMethod.Type.STRUCT)
        .help(
            "The requests that this server received after the one of that number, with sender,"
                + " vector clocks and time (seconds since 1970): the newest "
                + MessageLog.KEPT
                + " at most, of those that came within "
                + MessageLog.LEASE.toSeconds()
                + " s after such a question. Changes nothing else.")
        .blocking()
        .answeredBy(this::answer);
  }

  private Map<String, Object> answer(RpcCall call) {
    double after = call.has(0) ? ((Number) call.params().get(0)).doubleValue() : 0;
    MessageLog.Page page = causal.messages((long) after);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("role", self.role().wireName());
    answer.put("uid", self.id().uid());
    answer.put("incarnation", self.id().incarnation());
    answer.put("receipts", page.receipts().stream().map(MessagesMethod::struct).toList());
    // Own receipts may pass what fits into an int.
    answer.put("through", (double) page.through());
    return answer;
  }

  private static Map<String, Object> struct(MessageLog.Receipt receipt) {
    Map<String, Object> struct = new LinkedHashMap<>();
    struct.put("number", (double) receipt.number());
    struct.put("method", receipt.method());
    struct.put(
        "sender",
        receipt.signed().map(by -> by.role().wireName() + " " + by.sender()).orElse(CLIENT));
    receipt.requestId().ifPresent(id -> struct.put("request_id", id.text()));
    VectorClock attached = receipt.attached();
    if (!attached.counts().isEmpty()) {
      struct.put("attached", ClockText.encode(attached));
    }
    struct.put("clock", ClockText.encode(receipt.clock()));
    struct.put("time", ControlMessages.seconds(receipt.nanos()));
    return struct;
  }
}
