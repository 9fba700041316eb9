package olympics.rpc;

import olympics.process.core.ProcessId;
import olympics.process.core.Role;

/**
 * What a server needs to sign what it sends and to verify what it receives.
 *
 * @param role what this server is
 * @param id this life of this server
 * @param key the cluster's secret
 * @param clock this server's vector clock
 */
public record ServerIdentity(Role role, ProcessId id, ClusterKey key, CausalClock clock) {}
