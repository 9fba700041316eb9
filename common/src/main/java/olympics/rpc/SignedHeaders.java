package olympics.rpc;

import java.net.InetAddress;
import java.util.Optional;
import olympics.causality.core.VectorClock;
import olympics.games.core.RequestId;
import olympics.process.core.ProcessId;
import olympics.process.core.Role;

/**
 * What another server said in headers, its signature verified.
 *
 * @param role the sender's role
 * @param sender the sender
 * @param clock the sender's vector clock when it sent
 * @param requestId the write's id
 * @param clientAddress the true source of the request, from the balancer only
 */
public record SignedHeaders(
    Role role,
    ProcessId sender,
    VectorClock clock,
    Optional<RequestId> requestId,
    Optional<InetAddress> clientAddress) {}
