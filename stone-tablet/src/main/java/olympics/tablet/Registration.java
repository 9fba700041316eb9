package olympics.tablet;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import olympics.games.core.Names;
import olympics.games.core.Version;
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

  /**
   * What came of {@link #keep}.
   *
   * @param changes what a reader should see
   * @param since the version after which updates come by themselves, if they did not before: what
   *     changed between the last question and that has to be asked for
   */
  record Kept(List<Change> changes, Optional<Version> since) {
    private static Kept of(List<Change> changes) {
      return new Kept(changes, Optional.empty());
    }
  }

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
  Kept keep(Catalogue items) throws InterruptedException, RpcFailure, RpcFault {
    long now = System.nanoTime();
    if (items.isEmpty()) {
      lease.failed(RETRY, now);
      return Kept.of(List.of());
    }
    if (!items.equals(asked)) {
      lease.doubt(now);
    }
    if (!lease.isDue(now)) {
      return Kept.of(List.of());
    }
    asked = items;
    boolean renewal = lease.isHeld(now);
    port.expect(new HashSet<>(items.keys()), receiver);
    lease.failed(RETRY, now);
    try {
      Balancer.Grant grant = balancer.register(tablet, items, port.key());
      lease.granted(grant.lease(), now);
      LOG.debug("registered for push address={} lease={}", tablet, grant.lease());
      return new Kept(
          news("registered", new Change.Registered(grant.lease())),
          renewal ? Optional.empty() : Optional.of(grant.through()));
    } catch (RpcFault fault) {
      if (fault.is(FaultCode.UNAVAILABLE) || fault.is(FaultCode.OUTCOME_UNKNOWN)) {
        throw fault;
      }
      return Kept.of(refused(fault.getMessage()));
    } catch (IllegalArgumentException malformed) {
      return Kept.of(refused("an answer that makes no sense: " + malformed.getMessage()));
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
