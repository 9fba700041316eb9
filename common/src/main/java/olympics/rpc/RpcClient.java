package olympics.rpc;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import olympics.process.core.Address;

/** Makes XML-RPC calls; pools connections; never sends a request twice by itself. Thread-safe. */
public final class RpcClient implements AutoCloseable {

  private RpcClient() {}

  /** A client that signs nothing: Cacofonix, tablets, tools. */
  public static RpcClient unsigned() {
    throw new UnsupportedOperationException();
  }

  /** A server's client: every call is signed and carries the vector clock. */
  public static RpcClient signing(ServerIdentity identity) {
    throw new UnsupportedOperationException();
  }

  /**
   * Calls a method; never blocks.
   *
   * @param params String, Integer, Double, Boolean, List and Map values
   * @return the answer; or fails with {@link RpcFault} if the other side answered a fault, or with
   *     {@link RpcFailure} if there was no answer. Completed on an event loop: do not block there.
   */
  public CompletableFuture<Object> call(
      Address to, String method, List<?> params, CallOptions options) {
    throw new UnsupportedOperationException();
  }

  /** As {@link #call}, waiting for the answer. Not for event loops. */
  public Object callAndWait(Address to, String method, List<?> params, CallOptions options)
      throws RpcFault, RpcFailure, InterruptedException {
    throw new UnsupportedOperationException();
  }

  /** The incarnation that last answered at an address, if one has. */
  public Optional<String> incarnationAt(Address address) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
