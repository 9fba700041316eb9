package olympics.pygmy.diagram.core;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import olympics.causality.core.VectorClock;
import olympics.process.core.ProcessId;
import olympics.process.core.Role;

/** Makes the receipts of a run by hand: 0 is the database, 1 and above are front-ends. */
final class Receipts {
  private final Map<Integer, VectorClock> clocks = new HashMap<>();
  private final Map<Integer, String> lives = new HashMap<>();

  ProcessId id(int uid) {
    return new ProcessId(uid, lives.getOrDefault(uid, "a").repeat(32));
  }

  private static Role role(int uid) {
    return uid == 0 ? Role.DATABASE : Role.FRONT_END;
  }

  private VectorClock clock(int uid) {
    return clocks.getOrDefault(uid, VectorClock.EMPTY);
  }

  /** Ends the life of a server, and begins another. */
  void restart(int uid, String digit) {
    clocks.remove(uid);
    lives.put(uid, digit);
  }

  /** What a client sends. */
  Receipt client(int to, String method, double seconds) {
    return receipt(to, method, Optional.empty(), Optional.empty(), VectorClock.EMPTY, seconds);
  }

  /** What the balancer forwards; it has heard of nothing. */
  Receipt forwarded(int to, String method, String requestId, double seconds) {
    Sender balancer = new Sender(Role.BALANCER, new ProcessId(-1, "f".repeat(32)));
    return receipt(
        to, method, Optional.of(balancer), Optional.of(requestId), VectorClock.EMPTY, seconds);
  }

  /** What a server sends with its clock as it stands. */
  Receipt server(int from, int to, String method, double seconds) {
    return passedOn(from, to, method, Optional.empty(), seconds);
  }

  Receipt passedOn(int from, int to, String method, Optional<String> requestId, double seconds) {
    return receipt(
        to, method, Optional.of(new Sender(role(from), id(from))), requestId, clock(from), seconds);
  }

  private Receipt receipt(
      int to,
      String method,
      Optional<Sender> sender,
      Optional<String> requestId,
      VectorClock attached,
      double seconds) {
    VectorClock clock = clock(to).merge(attached).plusOne(id(to));
    clocks.put(to, clock);
    return new Receipt(
        id(to), clock.count(id(to)), method, sender, requestId, attached, clock, seconds);
  }

  /** What the answer to a call of another server brings. */
  void answer(int from, int to) {
    clocks.put(to, clock(to).merge(clock(from)));
  }

  /** What a server tells: these of its receipts, and that there are no others. */
  Told told(int uid, Receipt... receipts) {
    return new Told(role(uid), id(uid), List.of(receipts), clock(uid).count(id(uid)));
  }
}
