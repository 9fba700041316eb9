package olympics.rpc;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import olympics.process.core.Address;
import olympics.tls.Links;
import org.apache.xmlrpc.XmlRpcException;
import org.apache.xmlrpc.client.XmlRpcClient;

/**
 * Makes XML-RPC calls; pools connections; never sends a request twice by itself. Thread-safe.
 *
 * <p>A signing client asks a server that it does not know for its incarnation first, and signs
 * again if a server was restarted since: it then refused the call without executing it.
 */
public final class RpcClient implements AutoCloseable {
  private final Optional<ServerIdentity> identity;
  private final ConnectionPool pool;
  private final Incarnations incarnations = new Incarnations();
  private final XmlRpcClient library = new XmlRpcClient();

  private RpcClient(Optional<ServerIdentity> identity, Links links) {
    this.identity = identity;
    pool = new ConnectionPool(links);
    CallTransport transport = new CallTransport(pool, new XmlRpcCodec(), incarnations, identity);
    library.setTransportFactory(() -> transport);
  }

  /** {@link #unsigned(Links)} in plain text. */
  public static RpcClient unsigned() {
    return unsigned(Links.PLAIN);
  }

  /** A client that signs nothing: Cacofonix, tablets, tools. */
  public static RpcClient unsigned(Links links) {
    return new RpcClient(Optional.empty(), links);
  }

  /** {@link #signing(ServerIdentity, Links)} in plain text. */
  public static RpcClient signing(ServerIdentity identity) {
    return signing(identity, Links.PLAIN);
  }

  /**
   * A server's client: every call is signed and carries the vector clock. What does not say its
   * incarnation, such as a tablet, is called without a signature.
   */
  public static RpcClient signing(ServerIdentity identity, Links links) {
    return new RpcClient(Optional.of(identity), links);
  }

  /**
   * Calls a method; never blocks.
   *
   * @param params String, Integer, Double, Boolean, List and Map values
   * @return the answer, arrays as lists; or fails with {@link RpcFault} if the other side answered
   *     a fault, or with {@link RpcFailure} if there was no answer. Completed on an event loop: do
   *     not block there.
   * @throws IllegalArgumentException if a parameter has no form in XML-RPC, an unsigned client is
   *     to send a request id, or a signing one a push key
   */
  @SuppressWarnings("unchecked") // the transport's contract
  public CompletableFuture<Object> call(
      Address to, String method, List<?> params, CallOptions options) {
    if (options.requestId().isPresent() && identity.isEmpty()) {
      throw new IllegalArgumentException("only a signing client can send a request id");
    }
    if (options.pushKey().isPresent() && identity.isPresent()) {
      throw new IllegalArgumentException("only an unsigned client can send a push key");
    }
    long deadline = System.nanoTime() + options.timeout().toNanos();
    try {
      return (CompletableFuture<Object>)
          library.execute(new OutgoingCall(to, method, params, options, deadline));
    } catch (XmlRpcException e) {
      return CompletableFuture.failedFuture(
          new RpcFailure(RpcFailure.Delivery.NOT_DELIVERED, to + ": " + e.getMessage()));
    }
  }

  /** As {@link #call}, waiting for the answer. Not for event loops. */
  public Object callAndWait(Address to, String method, List<?> params, CallOptions options)
      throws RpcFault, RpcFailure, InterruptedException {
    if (pool.inEventLoop()) {
      throw new IllegalStateException("waiting for " + method + " would block the event loop");
    }
    try {
      return call(to, method, params, options).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RpcFault fault) {
        throw fault;
      }
      if (e.getCause() instanceof RpcFailure failure) {
        throw failure;
      }
      throw new IllegalStateException("call of " + method + " failed unexpectedly", e.getCause());
    }
  }

  /** The incarnation that last answered at an address, if one has. */
  public Optional<String> incarnationAt(Address address) {
    return incarnations.at(address);
  }

  /** Closes the connections; calls without an answer fail. */
  @Override
  public void close() {
    pool.close();
  }
}
