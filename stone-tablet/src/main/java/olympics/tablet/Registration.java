package olympics.tablet;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import olympics.games.core.Names;
import olympics.process.core.Address;
import olympics.rpc.FaultCode;
import olympics.rpc.RpcFailure;
import olympics.rpc.RpcFault;
import olympics.tablet.core.Catalogue;
import olympics.tablet.core.Change;
import olympics.tablet.core.Lease;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a tablet registered for push. Confined to the tablet's loop, but for {@link #end}, which is
 * called after it.
 */
final class Registration {
  private static final Logger LOG = LoggerFactory.getLogger(Registration.class);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration RETRY_REFUSED = Duration.ofSeconds(10);

  private final Balancer balancer;
  private final PushPort port;
  private final PushPort.Receiver receiver;
  private final Address tablet;
  private final Lease lease = new Lease(System.nanoTime());
  private Catalogue asked = new Catalogue(List.of(), List.of());
  private String reported = "";

  Registration(Balancer balancer, PushPort port, PushPort.Receiver receiver, Address tablet) {
    this.balancer = balancer;
    this.port = port;
    this.receiver = receiver;
    this.tablet = tablet;
  }

  /** When {@link #keep} has something to do next, in monotonic nanoseconds. */
  long dueAt() {
    return lease.dueAt();
  }

  /** Whether updates can be expected to come by themselves. */
  boolean isHeld() {
    return lease.isHeld(System.nanoTime());
  }

  /** What was registered may be lost: register again the next time. */
  void doubt() {
    lease.doubt(System.nanoTime());
  }

  /** Registers for these items, if it is time or they are not the ones registered for. */
  List<Change> keep(Catalogue items) throws InterruptedException, RpcFailure, RpcFault {
    long now = System.nanoTime();
    if (items.isEmpty()) {
      lease.failed(RETRY, now);
      return List.of();
    }
    if (!lease.isDue(now) && items.equals(asked)) {
      return List.of();
    }
    asked = items;
    port.expect(new HashSet<>(items.keys()), receiver);
    lease.failed(RETRY, now);
    try {
      Duration length = balancer.register(tablet, items, port.key());
      lease.granted(length, now);
      LOG.debug("registered for push address={} lease={}", tablet, length);
      return news("registered", new Change.Registered(length));
    } catch (RpcFault fault) {
      if (fault.is(FaultCode.UNAVAILABLE) || fault.is(FaultCode.OUTCOME_UNKNOWN)) {
        throw fault;
      }
      return refused(fault.getMessage());
    } catch (IllegalArgumentException malformed) {
      return refused("an answer that makes no sense: " + malformed.getMessage());
    }
  }

  /** Asks for no more updates, if any were asked for; waits a second at most. */
  void end() {
    if (asked.isEmpty()) {
      return;
    }
    try {
      balancer.unregister(tablet);
      LOG.debug("unregistered address={}", tablet);
    } catch (RpcFault | RpcFailure e) {
      LOG.debug("not unregistered, the lease will end reason={}", Names.quotable(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Change> refused(String reason) {
    lease.failed(RETRY_REFUSED, System.nanoTime());
    return news(reason, new Change.NotRegistered(reason));
  }

  private List<Change> news(String state, Change change) {
    if (state.equals(reported)) {
      return List.of();
    }
    reported = state;
    return List.of(change);
  }
}
