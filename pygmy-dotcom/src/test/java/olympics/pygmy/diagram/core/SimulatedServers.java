package olympics.pygmy.diagram.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import olympics.causality.core.CausalHistory;
import olympics.causality.core.VectorClock;
import olympics.process.core.ProcessId;
import olympics.process.core.Role;

/**
 * Servers that send each other messages, are killed and started again, and tell of their receipts
 * late, in part or not at all; their clocks are wrong by up to a minute.
 */
final class SimulatedServers {
  private static final int KEPT = 12;

  private final Random random;
  private final List<Server> servers = new ArrayList<>();
  private final List<Told> told = new ArrayList<>();

  private static final class Server {
    final ProcessId id;
    final double skew;
    final CausalHistory history;
    final List<Receipt> receipts = new ArrayList<>();
    long asked;
    int silentFor;

    Server(ProcessId id, double skew) {
      this.id = id;
      this.skew = skew;
      this.history = new CausalHistory(id, Long.MAX_VALUE);
    }
  }

  private double now;

  SimulatedServers(int count, Random random) {
    this.random = random;
    for (int i = 0; i < count; i++) {
      servers.add(born(i));
    }
  }

  private Server born(int uid) {
    String digits = String.format(Locale.ROOT, "%016x", random.nextLong());
    return new Server(new ProcessId(uid, digits + digits), random.nextDouble() * 120 - 60);
  }

  /** Some messages, then a question to each server: what they told. */
  List<Told> round() {
    told.clear();
    int steps = random.nextInt(40);
    for (int i = 0; i < steps; i++) {
      step();
    }
    for (Server server : servers) {
      // Between two questions of one round the servers go on.
      if (random.nextInt(3) == 0) {
        step();
      }
      if (server.silentFor > 0) {
        server.silentFor--;
      } else {
        told.add(ask(server));
      }
    }
    return told;
  }

  private void step() {
    now += random.nextDouble() / 100;
    int which = random.nextInt(servers.size());
    Server to = servers.get(which);
    switch (random.nextInt(60)) {
      case 0 -> servers.set(which, born(to.id.uid()));
      case 1 -> to.silentFor = random.nextInt(6);
      case 2, 3, 4, 5, 6, 7 -> to.history.learned(anybody().history.now(), 0);
      default -> receive(to);
    }
  }

  private Server anybody() {
    return servers.get(random.nextInt(servers.size()));
  }

  private void receive(Server to) {
    Server from = anybody();
    boolean client = from == to;
    VectorClock attached = client ? VectorClock.EMPTY : from.history.now();
    VectorClock clock = to.history.received(attached, 0);
    to.receipts.add(
        new Receipt(
            to.id,
            clock.count(to.id),
            "get_score",
            client ? Optional.empty() : Optional.of(new Sender(Role.FRONT_END, from.id)),
            Optional.empty(),
            attached,
            clock,
            now + to.skew));
  }

  private static Told ask(Server server) {
    List<Receipt> all = server.receipts;
    List<Receipt> news =
        all.subList(Math.max(0, all.size() - KEPT), all.size()).stream()
            .filter(receipt -> receipt.number() > server.asked)
            .toList();
    long through = server.history.now().count(server.id);
    server.asked = through;
    return new Told(Role.FRONT_END, server.id, news, through);
  }
}
