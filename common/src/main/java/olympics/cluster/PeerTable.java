package olympics.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import olympics.process.core.Address;
import olympics.process.core.ProcessId;

/**
 * Where other servers are expected, and who answered there when. Confined to the control loop.
 *
 * <p>Beside the configured addresses it takes in those of servers that greeted, so that two servers
 * know each other if one was told of the other.
 */
final class PeerTable {
  private static final int MAX_ENTRIES = 64;
  private static final int FORGET_AFTER_LEASES = 10;

  private static final class Entry {
    final boolean configured;
    long heardAt;
    Optional<Peer> peer = Optional.empty();
    boolean self;

    Entry(boolean configured, long heardAt) {
      this.configured = configured;
      this.heardAt = heardAt;
    }
  }

  private final Map<Address, Entry> entries = new LinkedHashMap<>();
  private final long liveNanos;

  PeerTable(List<Address> configured, Duration live, long now) {
    liveNanos = live.toNanos();
    configured.forEach(address -> entries.put(address, new Entry(true, now)));
  }

  /** The addresses where other servers may be, this server's own left out once they are known. */
  List<Address> targets() {
    return entries.entrySet().stream()
        .filter(entry -> !entry.getValue().self)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** This server itself answered there. Answers whether that is news. */
  boolean isSelf(Address address) {
    Entry entry = entries.get(address);
    if (entry == null || entry.self) {
      return false;
    }
    entry.self = true;
    entry.peer = Optional.empty();
    return true;
  }

  /** A server greeted. Answers its address if nobody was known to live under that id. */
  Optional<Address> greetedBy(ProcessId id, Address advertised, long now) {
    if (live().stream().anyMatch(peer -> peer.id().equals(id))) {
      return Optional.empty();
    }
    if (!entries.containsKey(advertised)) {
      if (advertised.port() == 0 || entries.size() >= MAX_ENTRIES) {
        return Optional.empty();
      }
      entries.put(advertised, new Entry(false, now));
    }
    return Optional.of(advertised);
  }

  /** A server answered. Answers whether it was not live before. */
  boolean answered(Peer peer, long now) {
    Entry entry = entries.get(peer.address());
    if (entry == null) {
      return false;
    }
    boolean known = live().stream().anyMatch(other -> other.id().equals(peer.id()));
    boolean elsewhere =
        entries.values().stream()
            .anyMatch(other -> other != entry && other.configured && isLife(other, peer.id()));
    if (!entry.configured && elsewhere) {
      entries.remove(peer.address());
      return false;
    }
    entry.peer = Optional.of(peer);
    entry.heardAt = now;
    entries
        .values()
        .removeIf(other -> !other.configured && other != entry && isLife(other, peer.id()));
    return !known;
  }

  private static boolean isLife(Entry entry, ProcessId id) {
    return entry.peer.isPresent() && entry.peer.get().id().equals(id);
  }

  /** Drops those that have been silent for too long, and names them. */
  List<Peer> expire(long now) {
    List<Peer> lost = new ArrayList<>();
    for (Entry entry : entries.values()) {
      if (entry.peer.isPresent() && now - entry.heardAt > liveNanos) {
        lost.add(entry.peer.get());
        entry.peer = Optional.empty();
      }
    }
    entries
        .values()
        .removeIf(
            entry -> !entry.configured && now - entry.heardAt > FORGET_AFTER_LEASES * liveNanos);
    return lost;
  }

  /** Who answered lately; one life of a server only once. */
  List<Peer> live() {
    Map<ProcessId, Peer> lives = new LinkedHashMap<>();
    entries.values().stream()
        .flatMap(entry -> entry.peer.stream())
        .forEach(peer -> lives.putIfAbsent(peer.id(), peer));
    return List.copyOf(lives.values());
  }
}
