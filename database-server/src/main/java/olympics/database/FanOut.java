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
import java.util.function.Supplier;
import olympics.cluster.Peer;
import olympics.database.core.Item;
import olympics.database.core.Outgoing;
import olympics.database.core.Registration;
import olympics.database.storage.Commit;
import olympics.games.core.ItemKey;
import olympics.games.core.Version;
import olympics.process.core.ProcessId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the front-ends that live of each commit, one message at a time to each. Thread-safe.
 *
 * <p>A message that fails is not sent again: the front-end's own reconciliation repairs that. A
 * slow front-end holds nobody up; of each item it is told the newest value only.
 */
final class FanOut implements Commit.Listener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FanOut.class);

  private final FrontEnds frontEnds;
  private final Supplier<List<Registration>> tablets;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(work -> new Thread(work, "database-fan-out"));

  // Guarded by this: what was committed since the last round. Bounded by the catalogue.
  private final Map<ItemKey, Item> gathered = new LinkedHashMap<>();
  private Optional<Version> through = Optional.empty();
  private boolean tabletsChanged;
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

  FanOut(FrontEnds frontEnds, Supplier<List<Registration>> tablets) {
    this.frontEnds = frontEnds;
    this.tablets = tablets;
  }

  @Override
  public synchronized void committed(Commit commit) {
    for (Item item : commit.items()) {
      gathered.put(item.key(), item);
    }
    through = Optional.of(commit.through());
    tabletsChanged |= commit.tabletsChanged();
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
      boolean tabletNews = tabletsChanged;
      through.ifPresent(
          last -> outgoing.values().forEach(out -> out.committed(last, items, tabletNews)));
      gathered.clear();
      tabletsChanged = false;
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
    Map<String, Object> struct = FeedStructs.ofMessage(message.get(), tablets.get());
    // How it ends, failures included, is handled where the stage completes.
    var unused =
        frontEnds
            .tell(frontEnd, struct)
            .whenComplete((answer, failure) -> onThread(() -> ended(frontEnd, failure)));
  }

  private void ended(Peer frontEnd, Throwable failure) {
    if (failure != null) {
      LOG.debug(
          "could not tell front-end={} reason=\"{}\"", frontEnd.address(), failure.getMessage());
    }
    Outgoing out = outgoing.get(frontEnd.id());
    if (out != null) {
      out.ended();
      sendNext(frontEnd);
    }
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}
