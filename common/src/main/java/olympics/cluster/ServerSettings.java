package olympics.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import olympics.process.core.Address;
import olympics.process.core.Role;
import olympics.rpc.ClusterKey;
import olympics.tls.Links;

/**
 * How a server takes part in the cluster.
 *
 * @param role what it is
 * @param uid its rank in elections; need not be unique
 * @param bind where it listens
 * @param advertise the address it tells others
 * @param peers where the other servers are expected
 * @param key the cluster's secret
 * @param takeover whether it takes the leadership over on joining if its uid is the highest
 * @param clockOffset added to the system's clock, for experiments
 * @param clockDriftPpm microseconds per second that the clock runs fast, for experiments
 * @param trace where to write the vector clock log for ShiViz
 * @param attributes what it tells its peers of itself
 * @param links how its links are protected
 */
public record ServerSettings(
    Role role,
    int uid,
    Address bind,
    Address advertise,
    List<Address> peers,
    ClusterKey key,
    boolean takeover,
    Duration clockOffset,
    double clockDriftPpm,
    Optional<Path> trace,
    Map<String, String> attributes,
    Links links) {
  public ServerSettings {
    peers = List.copyOf(peers);
    attributes = Map.copyOf(attributes);
  }
}
