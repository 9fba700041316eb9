package olympics.cluster;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import olympics.rpc.FaultCode;
import olympics.rpc.RpcCall;
import olympics.rpc.RpcFault;
import olympics.rpc.RpcMethod;
import olympics.rpc.core.ClockText;
import olympics.wire.Methods;

/** {@code get_status}: all that a page shows of one server, in one read-only call. */
final class StatusMethod {
  private static final int MOMENTS = 100;

  private final Peer self;
  private final ServerClock clock;
  private final CausalOwner causal;
  private final StatusDetails details;
  private final Supplier<Optional<ControlLoop>> loop;

  /**
   * The method of one server.
   *
   * @param self without its address, which is known only once it runs
   * @param loop nothing until the server has started
   */
  StatusMethod(
      Peer self,
      ServerClock clock,
      CausalOwner causal,
      StatusDetails details,
      Supplier<Optional<ControlLoop>> loop) {
    this.self = self;
    this.clock = clock;
    this.causal = causal;
    this.details = details;
    this.loop = loop;
  }

  RpcMethod method() {
    return RpcMethod.named(Methods.GET_STATUS)
        .mayTake("events_since", RpcMethod.Type.INT)
        .mayTake("items_after", RpcMethod.Type.STRING)
        .answers(RpcMethod.Type.STRUCT)
        .help(
            "What a page shows of this server: who it is, whom it follows, its clock and vector"
                + " clock, what happened to the election after the event of that number, and its"
                + " items after that position. Changes nothing. Faults: 503.")
        .blocking()
        .answeredBy(this::answer);
  }

  private Map<String, Object> answer(RpcCall call) throws RpcFault {
    ControlLoop running =
        loop.get()
            .orElseThrow(
                () -> new RpcFault(FaultCode.UNAVAILABLE, "this server is about to start"));
    int since = call.has(0) ? call.integer(0) : 0;
    String itemsAfter = call.has(1) ? call.string(1) : "";
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("role", self.role().wireName());
    status.put("uid", self.id().uid());
    status.put("incarnation", self.id().incarnation());
    Optional<ControlMessages.Leader> leader = running.leaderAndTerm();
    status.put("leader", leader.map(known -> known.address().toString()).orElse(""));
    status.put("term", leader.map(known -> known.term().toString()).orElse(""));
    status.put("peers", running.livePeers().stream().map(StatusMethod::struct).toList());
    status.put(
        "events",
        running.timeline().after(since, MOMENTS).stream().map(StatusMethod::struct).toList());
    // Own receipts may pass what fits into an int.
    status.put("requests", (double) causal.now().count(self.id()));
    status.put("vector_clock", ClockText.encode(causal.now()));
    status.put("to_slew_seconds", clock.remaining().toNanos() / 1e9);
    status.putAll(details.tell(itemsAfter));
    // Last, so that the answer is on its way when the clock was read. Not a public timestamp.
    status.put("time", ControlMessages.seconds(clock.probeNanos()));
    return status;
  }

  private static Map<String, Object> struct(Peer peer) {
    return Map.of(
        "address", peer.address().toString(),
        "role", peer.role().wireName(),
        "uid", peer.id().uid());
  }

  private static Map<String, Object> struct(Timeline.Moment moment) {
    return Map.of("number", moment.number(), "time", moment.seconds(), "text", moment.text());
  }
}
