package olympics.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import olympics.process.core.Address;
import olympics.process.core.ProcessId;
import olympics.rpc.PortInUseException;
import olympics.rpc.RpcClient;
import olympics.rpc.RpcMethod;

/**
 * What the database server and every front-end are built on: the RPC endpoint, the peers, and the
 * control loop that elects a time server and keeps the clock. Thread-safe.
 *
 * <p>Offers {@code get_id}, {@code get_host}, {@code get_leader} and {@code get_time_in_seconds}
 * beside the application's methods.
 */
public final class AsyncXmlRpcServer implements AutoCloseable {

  /** Makes the server; nothing runs and no port is taken before {@link #start}. */
  public AsyncXmlRpcServer(ServerSettings settings) {
    throw new UnsupportedOperationException();
  }

  /**
   * Listens, and begins to search for the peers.
   *
   * @param methods the application's methods
   * @param ready whether the application can serve; told in the headers of every answer
   * @throws PortInUseException at once, if the port is taken
   */
  public void start(List<RpcMethod> methods, BooleanSupplier ready) throws PortInUseException {
    throw new UnsupportedOperationException();
  }

  /** This life of this server. */
  public ProcessId id() {
    throw new UnsupportedOperationException();
  }

  /** The address that others are told, with the port that was chosen. */
  public Address address() {
    throw new UnsupportedOperationException();
  }

  /** The client for calls to other servers; signs and carries the vector clock. */
  public RpcClient client() {
    throw new UnsupportedOperationException();
  }

  /**
   * The synchronised time as a public timestamp: never goes backwards, in steps of at least a
   * microsecond. The first call may wait up to a second for the first clock round.
   */
  public Instant now() {
    throw new UnsupportedOperationException();
  }

  /** The servers that answered within the last three seconds, without this one. */
  public List<Peer> livePeers() {
    throw new UnsupportedOperationException();
  }

  /** The elected time server's address, this one's included. */
  public Optional<Address> leader() {
    throw new UnsupportedOperationException();
  }

  /** Stops; calls in progress may end within {@code drain}. */
  public void close(Duration drain) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    close(Duration.ofSeconds(2));
  }
}
