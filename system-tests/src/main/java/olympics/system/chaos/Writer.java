package olympics.system.chaos;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import olympics.games.core.Version;
import olympics.process.core.Address;
import olympics.system.core.Operation;
import olympics.system.core.Operation.Outcome;
import olympics.wire.Methods;
import olympics.wire.Struct;

/**
 * Writes medals one after the other, each with an id of its own, and does not rest before the
 * outcome of each is known. Confined to one thread.
 */
final class Writer {
  private static final List<String> MEDALS = List.of("gold", "silver", "bronze");
  private static final long LONGEST_NANOS = 60_000_000_000L;

  private final Caller caller;
  private final Address to;
  private final String name;
  private final String password;
  private final boolean sameIdAgain;
  private final Random random;
  private long sequence;

  /**
   * A writer.
   *
   * @param name the part of its ids before the slash
   * @param sameIdAgain whether a refused write is sent again until it is taken, as our own clients
   *     do; otherwise it has failed, and the next one gets a new id
   */
  Writer(
      Caller caller, Address to, String name, String password, boolean sameIdAgain, Random random) {
    this.caller = caller;
    this.to = to;
    this.name = name;
    this.password = password;
    this.sameIdAgain = sameIdAgain;
    this.random = random;
  }

  /** Writes a medal for a team; returns the version, if it was acknowledged. */
  Optional<Version> write(String team) throws InterruptedException {
    String id = name + "/" + ++sequence;
    List<Object> params = List.of(team, MEDALS.get(random.nextInt(3)), password, id);
    long begin = System.nanoTime();
    boolean unknown = false;
    for (int failures = 0; System.nanoTime() - begin < LONGEST_NANOS; failures++) {
      Optional<Struct> answer =
          unknown && failures % 2 == 1
              ? appliedResult(id)
              : caller.call(to, true, Methods.INCREMENT_MEDAL_TALLY, params);
      if (answer.isPresent()) {
        if (unknown) {
          caller.history().resolved();
        }
        return Optional.of(acknowledged(id, team, begin, answer.get()));
      }
      unknown |= caller.lastSeen() == Seen.UNKNOWN;
      if (!unknown && !(sameIdAgain && caller.lastSeen() == Seen.REFUSED)) {
        record(begin, id, team, Outcome.FAILED, null);
        Workload.pause(failures, random);
        return Optional.empty();
      }
      Workload.pause(failures, random);
    }
    record(begin, id, team, unknown ? Outcome.UNKNOWN : Outcome.FAILED, null);
    return Optional.empty();
  }

  /** "Not known" is no proof that it will not be applied yet: only "applied" settles it. */
  private Optional<Struct> appliedResult(String id) throws InterruptedException {
    return caller
        .call(to, false, Methods.GET_WRITE_STATUS, List.of(id))
        .filter(status -> status.bool("applied"))
        .map(status -> status.struct("result"));
  }

  private Version acknowledged(String id, String team, long begin, Struct answer) {
    Version version = Version.parse(answer.string("version"));
    if (!answer.string("request_id").equals(id)) {
      caller.history().mishap("the answer to " + id + " is one to " + answer.string("request_id"));
    }
    if (answer.bool("replayed")) {
      caller.history().replayed();
    }
    record(begin, id, team, Outcome.OK, version);
    return version;
  }

  private void record(long begin, String id, String team, Outcome outcome, Version version) {
    caller
        .history()
        .add(
            new Operation.Increment(
                caller.client(), begin, System.nanoTime(), id, team, outcome, version));
  }
}
