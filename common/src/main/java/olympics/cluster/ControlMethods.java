package olympics.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import olympics.cluster.ControlMessages.Call;
import olympics.cluster.ControlMessages.Correction;
import olympics.cluster.ControlMessages.Greeting;
import olympics.process.core.Address;
import olympics.process.core.ProcessId;
import olympics.rpc.FaultCode;
import olympics.rpc.RpcCall;
import olympics.rpc.RpcFault;
import olympics.rpc.RpcHandler;
import olympics.rpc.RpcMethod;
import olympics.wire.Methods;

/** The methods that every server offers beside its application's. */
final class ControlMethods {
  private ControlMethods() {}

  /** What the public methods tell. */
  interface Told {
    int uid();

    Address address();

    Optional<Address> leader();

    CompletableFuture<Instant> time();
  }

  /** Read-only, for anybody. */
  static List<RpcMethod> forAnybody(Told told) {
    return List.of(
        RpcMethod.named(Methods.GET_ID)
            .answers(RpcMethod.Type.INT)
            .help("The uid of this server, as given on its command line.")
            .oftenRepeated()
            .answeredBy(call -> told.uid()),
        RpcMethod.named(Methods.GET_HOST)
            .answers(RpcMethod.Type.ARRAY)
            .help("Where this server is reached: host and port.")
            .answeredBy(call -> wire(told.address())),
        RpcMethod.named(Methods.GET_LEADER)
            .answers(RpcMethod.Type.ARRAY)
            .help(
                "Where the elected time server is reached: host and port; the same on every"
                    + " server. False if there is none.")
            .answeredBy(call -> told.leader().<Object>map(ControlMethods::wire).orElse(false)),
        RpcMethod.named(Methods.GET_TIME_IN_SECONDS)
            .answers(RpcMethod.Type.DOUBLE)
            .help("The synchronised time: seconds since 1970; never goes backwards.")
            .handledBy(call -> told.time().thenApply(ControlMethods::seconds)));
  }

  /**
   * Signed, between servers.
   *
   * @param loop nothing until the server has started
   */
  static List<RpcMethod> forServers(Supplier<Optional<ControlLoop>> loop, ServerClock clock) {
    return List.of(
        RpcMethod.named(Methods.GREET)
            .takes("greeting", RpcMethod.Type.STRUCT)
            .help("Who the sender is and whom it follows; answers the same of this server.")
            .forServers()
            .handledBy(
                onLoop(loop, (l, c) -> l.greeted(sender(c), Greeting.of(c.params().get(0))))),
        RpcMethod.named(Methods.ELECT)
            .takes("highest_term", RpcMethod.Type.STRING)
            .takes("address", RpcMethod.Type.STRING)
            .help("ELECTION of the Bully algorithm; answers ok, veto, nack or leader.")
            .forServers()
            .handledBy(onLoop(loop, (l, c) -> l.onElection(sender(c), Call.of(c.params())))),
        RpcMethod.named(Methods.HEARTBEAT)
            .takes("term", RpcMethod.Type.STRING)
            .takes("address", RpcMethod.Type.STRING)
            .help("The sender leads this term; answers follows, or stale with a later term.")
            .forServers()
            .handledBy(onLoop(loop, (l, c) -> l.onHeartbeat(sender(c), Call.of(c.params())))),
        RpcMethod.named(Methods.RESIGN)
            .takes("term", RpcMethod.Type.STRING)
            .takes("address", RpcMethod.Type.STRING)
            .answers(RpcMethod.Type.BOOLEAN)
            .help("The sender led this term and ends it, since it is about to end itself.")
            .forServers()
            .handledBy(onLoop(loop, (l, c) -> l.onResigned(sender(c), Call.of(c.params())))),
        RpcMethod.named(Methods.PROBE_CLOCK)
            .help("When the probe was received and answered, by the corrected clock; in seconds.")
            .forServers()
            .answeredBy(
                call -> {
                  double now = ControlMessages.seconds(clock.probeNanos());
                  return Map.of("received", now, "answered", now);
                }),
        RpcMethod.named(Methods.ADJUST_CLOCK)
            .takes("correction", RpcMethod.Type.STRUCT)
            .answers(RpcMethod.Type.BOOLEAN)
            .help("The time server's correction of this clock; applied once per term and round.")
            .forServers()
            .handledBy(
                onLoop(
                    loop, (l, c) -> l.onCorrection(sender(c), Correction.of(c.params().get(0))))));
  }

  private static RpcHandler onLoop(
      Supplier<Optional<ControlLoop>> loop,
      BiFunction<ControlLoop, RpcCall, CompletableFuture<Object>> handler) {
    return call -> {
      ControlLoop running =
          loop.get()
              .orElseThrow(
                  () -> new RpcFault(FaultCode.UNAVAILABLE, "this server is about to start"));
      return handler.apply(running, call);
    };
  }

  private static ProcessId sender(RpcCall call) {
    return call.signed().orElseThrow().sender();
  }

  private static List<Object> wire(Address address) {
    return List.of(address.host(), address.port());
  }

  private static double seconds(Instant time) {
    return time.getEpochSecond() + time.getNano() / 1e9;
  }
}
