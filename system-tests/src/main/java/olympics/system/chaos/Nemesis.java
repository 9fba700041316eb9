package olympics.system.chaos;

import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import olympics.system.Games;
import olympics.system.GamesProcess;
import olympics.system.link.FaultyLink;
import olympics.system.link.LinkFault;

/**
 * Does harm to the servers and links of some Games, and keeps count. Confined to one thread; what
 * it has put on the links works on by itself.
 */
public final class Nemesis {
  private static final long LONGEST_WAIT_NANOS = 500_000_000L;
  private static final long MOST_DELAY_NANOS = 3_000_000L;

  /** What it can do to a server. */
  public enum Deed {
    KILL,
    KILL_CLIENT,
    STOP,
    TERMINATE
  }

  private final Games games;
  private final Random random;
  private final IntSupplier clientsWaiting;
  private final FaultNotes notes;
  private final Set<String> harmed = new LinkedHashSet<>();
  private final Map<Deed, Integer> deeds = new EnumMap<>(Deed.class);
  private int kills;
  private int killsThatMet;
  private int stops;
  private int stopsThatMet;

  /**
   * A nemesis.
   *
   * @param clientsWaiting how many client calls wait for an answer at this moment
   */
  public Nemesis(Games games, long seed, IntSupplier clientsWaiting) {
    this(games, seed, clientsWaiting, FaultNotes.nowhere());
  }

  /** The same, which notes what it does. */
  public Nemesis(Games games, long seed, IntSupplier clientsWaiting, FaultNotes notes) {
    this.games = games;
    this.random = new Random(seed);
    this.clientsWaiting = clientsWaiting;
    this.notes = notes;
  }

  /** Where all its choices come from. */
  public Random random() {
    return random;
  }

  /** Kills a server (SIGKILL), if possible while a request is in flight at it. */
  public void kill(String server) {
    boolean met = awaitRequestAt(server);
    games.server(server).kill();
    notes.fault(server + " was killed");
    kills++;
    killsThatMet += met ? 1 : 0;
    deeds.merge(Deed.KILL, 1, Integer::sum);
  }

  /** Kills a client. */
  public void killClient(GamesProcess client) {
    client.kill();
    notes.fault(client.name() + " was killed");
    deeds.merge(Deed.KILL_CLIENT, 1, Integer::sum);
  }

  /** Kills a server and starts it again; ready when it returns. */
  public void killAndRestart(String server) {
    kill(server);
    startAgain(server);
  }

  private void startAgain(String server) {
    games.startServer(server);
    notes.end(server + " was started again");
  }

  /** Stops a server (SIGSTOP), if possible while a request is in flight at it. */
  public void stop(String server) {
    boolean met = awaitRequestAt(server);
    games.server(server).signal("STOP");
    notes.fault(server + " was stopped");
    stops++;
    stopsThatMet += met ? 1 : 0;
    deeds.merge(Deed.STOP, 1, Integer::sum);
  }

  /** Lets a stopped server continue. */
  public void resume(String server) {
    games.server(server).signal("CONT");
    notes.end(server + " went on");
  }

  /** Asks a server to end (SIGTERM) and starts it again. */
  public void terminateAndRestart(String server) {
    int exit = games.server(server).terminate(Duration.ofSeconds(20));
    notes.fault(server + " was told to end");
    deeds.merge(Deed.TERMINATE, 1, Integer::sum);
    if (exit != 0 && exit != 143) {
      throw new AssertionError(server + " ended with exit code " + exit + " on SIGTERM");
    }
    startAgain(server);
  }

  /**
   * Waits a moment for a request at a server, and then another random moment, so that the harm
   * comes at any stage of its handling.
   */
  private boolean awaitRequestAt(String server) {
    long deadline = System.nanoTime() + LONGEST_WAIT_NANOS;
    while (System.nanoTime() < deadline) {
      if (hasRequest(server)) {
        LockSupport.parkNanos(random.nextLong(MOST_DELAY_NANOS));
        if (hasRequest(server)) {
          return true;
        }
      }
      LockSupport.parkNanos(20_000);
    }
    return false;
  }

  private boolean hasRequest(String server) {
    if (clientsWaiting.getAsInt() == 0) {
      return false;
    }
    return switch (games.links().isEmpty() ? Games.BALANCER : server) {
      case Games.ONE -> games.link(Games.BALANCER, Games.ONE).waiting() > 0;
      case Games.TWO -> games.link(Games.BALANCER, Games.TWO).waiting() > 0;
      case Games.DATABASE ->
          games.link(Games.ONE, Games.DATABASE).waiting() > 0
              || games.link(Games.TWO, Games.DATABASE).waiting() > 0;
      default -> true;
    };
  }

  /** From now on each piece of traffic on any link is hit with this probability, in some way. */
  public void tamper(double probability) {
    List<LinkFault> faults =
        List.of(
            new LinkFault.CutAfterRequest(),
            new LinkFault.CutInReply(),
            new LinkFault.SwallowReply(),
            new LinkFault.Cut());
    for (FaultyLink link : games.links().values()) {
      link.set(
          () -> {
            ThreadLocalRandom dice = ThreadLocalRandom.current();
            return dice.nextDouble() < probability
                ? faults.get(dice.nextInt(faults.size()))
                : new LinkFault.None();
          });
    }
    noteHealed();
  }

  /** Puts one fault on the links between two servers, in both directions where there are two. */
  public void harm(String one, String other, LinkFault fault) {
    games
        .links()
        .forEach(
            (way, link) -> {
              if (way.equals(one + " to " + other) || way.equals(other + " to " + one)) {
                link.set(fault);
              }
            });
    String links = "links between " + one + " and " + other;
    notes.fault(links + ": " + fault.words());
    harmed.add(links);
  }

  /** Takes the faults off all links. */
  public void heal() {
    games.links().values().forEach(link -> link.set(new LinkFault.None()));
    noteHealed();
  }

  private void noteHealed() {
    harmed.forEach(links -> notes.end(links + ": healed"));
    harmed.clear();
  }

  /** Lets a while pass between two deeds. */
  public void pause(Duration time) {
    long deadline = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = deadline - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  public int kills() {
    return kills;
  }

  /** How many kills met a request in flight at the server that was killed. */
  public int killsThatMet() {
    return killsThatMet;
  }

  /** How often a fault of a link really hit some traffic. */
  public long bites() {
    return games.links().values().stream().mapToLong(FaultyLink::bites).sum();
  }

  /**
   * Refuses to count a run in which too little happened.
   *
   * @throws AssertionError if fewer than a tenth of the kills or of the stops met a request in
   *     flight, or nothing was done at all
   */
  public void requireBite() {
    if (deeds.isEmpty() && bites() == 0) {
      throw new AssertionError("an empty run: nothing was killed, stopped or cut");
    }
    requireMet("kills", kills, killsThatMet);
    requireMet("stops", stops, stopsThatMet);
  }

  private static void requireMet(String what, int all, int met) {
    if (met * 10 < all) {
      throw new AssertionError(
          "an empty run: only " + met + " of " + all + " " + what + " met a request in flight");
    }
  }

  /** What was done, for the record. */
  public String summary() {
    Map<String, Long> counts = new TreeMap<>(bitesByKind());
    deeds.forEach((deed, count) -> counts.put(deed.name(), count.longValue()));
    if (kills > 0) {
      counts.put("KILL in flight", (long) killsThatMet);
    }
    if (stops > 0) {
      counts.put("STOP in flight", (long) stopsThatMet);
    }
    return counts.entrySet().stream()
        .map(deed -> deed.getValue() + " " + deed.getKey())
        .collect(Collectors.joining(", "));
  }

  /** How often each kind of fault really hit some traffic on a link. */
  public Map<String, Long> bitesByKind() {
    Map<String, Long> counts = new TreeMap<>();
    for (FaultyLink link : games.links().values()) {
      link.bitesByKind().forEach((kind, count) -> counts.merge(kind, count, Long::sum));
    }
    return counts;
  }
}
