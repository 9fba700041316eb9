package olympics.cacofonix;

import java.util.concurrent.CompletableFuture;
import olympics.cacofonix.core.Update;
import olympics.games.core.RequestId;
import olympics.wire.Struct;

/** Where updates are published. */
interface Games {
  /**
   * Sends an update once; never blocks.
   *
   * @return the answer; fails with {@link olympics.rpc.RpcFault} or {@link olympics.rpc.RpcFailure}
   */
  CompletableFuture<Struct> publish(RequestId id, Update update);

  /** Reads why a call failed. */
  Setback setback(Throwable failure);
}
