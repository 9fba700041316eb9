package olympics.database;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import olympics.cluster.Peer;
import olympics.database.core.Item;
import olympics.database.core.Outgoing;
import olympics.database.core.Registration;
import olympics.database.storage.Commit;
import olympics.games.core.ItemKey;
import olympics.games.core.Version;
import olympics.process.core.Address;
import olympics.process.core.ProcessId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the front-ends that live of each commit, one message at a time to each. Thread-safe.
 *
 * <p>A message that fails is not sent again: the next one then admits that something may be
 * missing, and the front-end asks for it. A slow front-end holds nobody up; of each item it is told
 * the newest value only.
 */
final class FanOut implements Commit.Listener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FanOut.class);

  private final FrontEnds frontEnds;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(work -> new Thread(work, "database-fan-out"));

  // Guarded by this: what was committed since the last round. Bounded by the catalogue, and by the
  // registrations.
  private final Map<ItemKey, Item> gathered = new LinkedHashMap<>();
  private final Map<Address, Optional<Registration>> tablets = new LinkedHashMap<>();
  private Optional<Version> through = Optional.empty();
  private boolean roundAsked;

  // Confined to the thread. Bounded: the front-ends that live.
  private final Map<ProcessId, Outgoing> outgoing = new HashMap<>();

  /** The front-ends, as this class needs them. */
  interface FrontEnds {
    /** How long a message may take. */
    Duration TIMEOUT = Duration.ofSeconds(2);

    /** Those that live. */
    List<Peer> live();

    /** Sends {@code items_changed}; does not block. */
    CompletableFuture<?> tell(Peer frontEnd, Map<String, Object> message);
  }

  FanOut(FrontEnds frontEnds) {
    this.frontEnds = frontEnds;
  }

  @Override
  public synchronized void committed(Commit commit) {
    for (Item item : commit.items()) {
      gathered.put(item.key(), item);
    }
    through = Optional.of(commit.through());
    tablets.putAll(commit.tablets());
    if (!roundAsked) {
      roundAsked = true;
      onThread(this::round);
    }
  }

  private void onThread(Runnable work) {
    try {
      thread.execute(work);
    } catch (RejectedExecutionException e) {
      LOG.debug("closing, the front-ends are told no more");
    }
  }

  private void round() {
    Map<ProcessId, Peer> live = new HashMap<>();
    frontEnds.live().forEach(peer -> live.put(peer.id(), peer));
    outgoing.keySet().retainAll(live.keySet());
    live.keySet().forEach(id -> outgoing.computeIfAbsent(id, unknown -> new Outgoing()));
    synchronized (this) {
      roundAsked = false;
      List<Item> items = List.copyOf(gathered.values());
      Map<Address, Optional<Registration>> registered = new LinkedHashMap<>(tablets);
      through.ifPresent(
          last -> outgoing.values().forEach(out -> out.committed(last, items, registered)));
      gathered.clear();
      tablets.clear();
    }
    live.values().forEach(this::sendNext);
  }

  private void sendNext(Peer frontEnd) {
    Outgoing out = outgoing.get(frontEnd.id());
    if (out == null) {
      return;
    }
    Optional<Outgoing.Message> message = out.next();
    if (message.isEmpty()) {
      return;
    }
    Version reached = message.get().through();
    // How it ends, failures included, is handled where the stage completes.
    var unused =
        frontEnds
            .tell(frontEnd, FeedStructs.ofMessage(message.get()))
            .whenComplete(
                (answer, failure) -> onThread(() -> ended(frontEnd, out, reached, failure)));
  }

  private void ended(Peer frontEnd, Outgoing out, Version reached, Throwable failure) {
    if (failure != null) {
      LOG.debug(
          "could not tell front-end={} reason=\"{}\"", frontEnd.address(), failure.getMessage());
    }
    // One that was taken for dead in between is told anew, and its old messages count no more.
    if (outgoing.get(frontEnd.id()) == out) {
      out.ended(failure == null, reached);
      sendNext(frontEnd);
    }
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}
