package olympics.rpc;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import olympics.causality.core.VectorClock;
import olympics.games.core.RequestId;
import olympics.process.core.PushKey;

/**
 * One request as a handler sees it: its parameters already fit one of the method's signatures.
 *
 * @param method the method's bare name
 * @param params String, Integer, Double, Boolean, byte[], Date, List and Map values
 * @param signed the headers of another server, if it signed them; a client's are ignored
 * @param source the address at the other end of the connection
 * @param pushKey the push key that the caller shows; whether it is the right one is not checked
 */
public record RpcCall(
    String method,
    List<Object> params,
    Optional<SignedHeaders> signed,
    InetAddress source,
    Optional<PushKey> pushKey) {

  /** Whether parameter {@code index} was given. */
  public boolean has(int index) {
    return index < params.size();
  }

  /** Parameter {@code index} as a string. */
  public String string(int index) {
    return (String) params.get(index);
  }

  /** Parameter {@code index} as an int. */
  public int integer(int index) {
    return (Integer) params.get(index);
  }

  /** Where the request really comes from: the balancer's word if it signed it, else the source. */
  public InetAddress clientAddress() {
    return signed.flatMap(SignedHeaders::clientAddress).orElse(source);
  }

  /** The vector clock that came attached; a client's is ignored. */
  public VectorClock clock() {
    return signed.isPresent() ? signed.get().clock() : VectorClock.EMPTY;
  }

  /** The request id that travelled as a header. */
  public Optional<RequestId> requestId() {
    return signed.flatMap(SignedHeaders::requestId);
  }
}
