package olympics.system.chaos;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import olympics.games.core.Version;
import olympics.process.core.Address;
import olympics.system.core.Operation;
import olympics.wire.Methods;
import olympics.wire.Struct;

/** Reads tallies, one after the other. Confined to one thread. */
final class Reader {
  private final Caller caller;
  private final List<Address> from;
  private final boolean session;
  private final Random random;
  private Version newest;

  /**
   * A reader.
   *
   * @param from whom it asks, in random order
   * @param session whether it sends the newest version that it has seen along
   */
  Reader(Caller caller, List<Address> from, boolean session, Random random) {
    this.caller = caller;
    this.from = from;
    this.session = session;
    this.random = random;
  }

  /** It has learnt of a version in another way: by a write of its own. */
  void saw(Version version) {
    if (newest == null || version.number() > newest.number()) {
      newest = version;
    }
  }

  /** Reads a team's tally; returns whether there was an answer. */
  boolean read(String team) throws InterruptedException {
    Version least = session ? newest : null;
    String client = "reader-" + caller.client();
    List<Object> params =
        least == null ? List.of(team, client) : List.of(team, client, least.toString());
    Address whom = from.get(random.nextInt(from.size()));
    long begin = System.nanoTime();
    Optional<Struct> answer = caller.call(whom, false, Methods.GET_MEDAL_TALLY, params);
    if (answer.isEmpty()) {
      return false;
    }
    Struct tally = answer.get();
    Version version = Version.parse(tally.string("version"));
    int medals = tally.integer("gold") + tally.integer("silver") + tally.integer("bronze");
    boolean stale = tally.bool("stale");
    caller
        .history()
        .add(
            new Operation.Read(
                caller.client(), begin, System.nanoTime(), team, medals, version, least, stale));
    saw(version);
    return true;
  }
}
