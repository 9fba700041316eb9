package olympics.rpc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import olympics.http.HttpLimits;
import olympics.http.PortInUseException;
import olympics.process.core.Address;
import olympics.tls.Links;

/** A server with a few methods to try things on. */
final class Echo implements AutoCloseable {
  static final CallOptions SOON = CallOptions.within(Duration.ofSeconds(10));

  private static final Address ANY = new Address("127.0.0.1", 0);

  final AtomicInteger executed = new AtomicInteger();
  final CompletableFuture<Object> never = new CompletableFuture<>();
  final CountDownLatch unblock = new CountDownLatch(1);
  final List<RpcCall> calls = java.util.Collections.synchronizedList(new ArrayList<>());
  final RpcServer server;

  private Echo(
      Optional<ServerIdentity> identity, Address bind, HttpLimits limits, int waiting, Links links)
      throws PortInUseException {
    server =
        RpcServer.start(
            new RpcServer.Settings(bind, identity, () -> true, limits, waiting, links), methods());
  }

  static Echo start() throws PortInUseException {
    return new Echo(Optional.empty(), ANY, HttpLimits.DEFAULT, 1024, Links.PLAIN);
  }

  static Echo start(HttpLimits limits) throws PortInUseException {
    return start(limits, Links.PLAIN);
  }

  static Echo start(HttpLimits limits, Links links) throws PortInUseException {
    return new Echo(Optional.empty(), ANY, limits, 1024, links);
  }

  /** One call of a method that blocks may wait for a worker. */
  static Echo startWithRoomForOneCall() throws PortInUseException {
    return new Echo(Optional.empty(), ANY, HttpLimits.DEFAULT, 1, Links.PLAIN);
  }

  static Echo start(ServerIdentity identity) throws PortInUseException {
    return start(identity, ANY);
  }

  static Echo start(ServerIdentity identity, Address bind) throws PortInUseException {
    return new Echo(Optional.of(identity), bind, HttpLimits.DEFAULT, 1024, Links.PLAIN);
  }

  Address address() {
    return server.address();
  }

  private List<RpcMethod> methods() {
    return List.of(
        RpcMethod.named("echo_string").takes("s", RpcMethod.Type.STRING).answeredBy(this::first),
        RpcMethod.named("echo_int").takes("i", RpcMethod.Type.INT).answeredBy(this::first),
        RpcMethod.named("echo_double").takes("d", RpcMethod.Type.DOUBLE).answeredBy(this::first),
        RpcMethod.named("echo_boolean").takes("b", RpcMethod.Type.BOOLEAN).answeredBy(this::first),
        RpcMethod.named("echo_array").takes("a", RpcMethod.Type.ARRAY).answeredBy(this::first),
        RpcMethod.named("echo_struct").takes("s", RpcMethod.Type.STRUCT).answeredBy(this::first),
        RpcMethod.named("echo_on_worker")
            .takes("s", RpcMethod.Type.STRING)
            .blocking()
            .answeredBy(call -> call.string(0) + " on " + Thread.currentThread().getName()),
        RpcMethod.named("get_medal_tally")
            .takes("team", RpcMethod.Type.STRING)
            .mayTake("client_id", RpcMethod.Type.STRING)
            .mayTake("min_version", RpcMethod.Type.STRING)
            .help("The medals of a team. Faults: 404.")
            .answeredBy(this::first),
        RpcMethod.named("bad_argument")
            .answeredBy(
                call -> {
                  throw new IllegalArgumentException("medal is 'tin', expected gold");
                }),
        RpcMethod.named("not_found")
            .handledBy(
                call ->
                    CompletableFuture.failedFuture(
                        new RpcFault(FaultCode.NOT_FOUND, "no such team: 'x'"))),
        RpcMethod.named("broken")
            .answeredBy(
                call -> {
                  throw new IllegalStateException("secret detail");
                }),
        RpcMethod.named("broken_on_worker")
            .blocking()
            .answeredBy(
                call -> {
                  throw new IllegalStateException("secret detail");
                }),
        RpcMethod.named("answers_nothing").handledBy(call -> null),
        RpcMethod.named("answers_null").answeredBy(call -> null),
        RpcMethod.named("answers_long").answeredBy(call -> 1L),
        RpcMethod.named("answers_float").answeredBy(call -> 1f),
        RpcMethod.named("answers_nan").answeredBy(call -> Double.NaN),
        RpcMethod.named("answers_control").answeredBy(call -> "a\u0001b"),
        RpcMethod.named("answers_half_pair").answeredBy(call -> "a\ud800b"),
        RpcMethod.named("never").handledBy(this::count),
        RpcMethod.named("block").blocking().handledBy(this::block),
        RpcMethod.named("for_servers").forServers().answeredBy(this::first));
  }

  private CompletableFuture<Object> block(RpcCall call) {
    try {
      unblock.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return CompletableFuture.completedFuture(first(call));
  }

  private Object first(RpcCall call) {
    executed.incrementAndGet();
    calls.add(call);
    return call.has(0) ? call.params().get(0) : true;
  }

  private CompletableFuture<Object> count(RpcCall call) {
    executed.incrementAndGet();
    calls.add(call);
    return never;
  }

  @Override
  public void close() {
    server.close(Duration.ZERO);
  }
}
