package olympics.pygmy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import olympics.process.core.Address;
import olympics.pygmy.core.Timing;
import olympics.rpc.ClusterKey;
import olympics.tls.Links;

/**
 * What a balancer is started with.
 *
 * @param bind where to listen; port 0 lets the system choose
 * @param frontEnds one or more
 * @param key to sign what is forwarded
 * @param timing how long to wait for what
 * @param limits how much to hold
 * @param random chooses among the live; a seeded one makes the choices repeatable
 * @param links how its links are protected
 * @param faults where it is noted what somebody has had happen, for the page
 */
record Settings(
    Address bind,
    List<Address> frontEnds,
    ClusterKey key,
    Timing timing,
    Limits limits,
    RandomGenerator random,
    Links links,
    Optional<Path> faults) {
  Settings {
    frontEnds = List.copyOf(frontEnds);
    if (frontEnds.isEmpty()) {
      throw new IllegalArgumentException("no front-end is given, expected at least one");
    }
  }

  /** With a page that knows of no faults. */
  Settings(
      Address bind,
      List<Address> frontEnds,
      ClusterKey key,
      Timing timing,
      Limits limits,
      RandomGenerator random,
      Links links) {
    this(bind, frontEnds, key, timing, limits, random, links, Optional.empty());
  }
}
