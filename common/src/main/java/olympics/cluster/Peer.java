package olympics.cluster;

import java.util.Map;
import olympics.process.core.Address;
import olympics.process.core.ProcessId;
import olympics.process.core.Role;

/**
 * Another server that answered lately.
 *
 * @param address where it was reached
 * @param id its present life
 * @param role what it is
 * @param attributes what it tells of itself, such as {@code cache=pull}
 */
public record Peer(Address address, ProcessId id, Role role, Map<String, String> attributes) {
  public Peer {
    attributes = Map.copyOf(attributes);
  }
}
