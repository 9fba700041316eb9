package olympics.cli;

import java.util.List;
import java.util.Map;
import olympics.cluster.ServerSettings;
import olympics.process.core.Address;
import olympics.process.core.Role;

/**
 * Options of the database server and the front-ends: uid, port, -l, bind, advertise, takeover,
 * clock experiments, trace. A picocli mixin.
 */
public final class ServerOptions {
  /** Whether -l was given: loopback only, and addresses that are not given are filled in. */
  public boolean runLocally() {
    throw new UnsupportedOperationException();
  }

  /**
   * The settings for the cluster.
   *
   * @param peers as given on the command line; if empty and -l, the seed's three addresses less
   *     one's own
   */
  public ServerSettings settings(
      Role role, List<Address> peers, Map<String, String> attributes, Secrets secrets) {
    throw new UnsupportedOperationException();
  }
}
