package olympics.rpc;

import java.util.concurrent.CompletionStage;

/** Answers the calls of one method. */
@FunctionalInterface
public interface RpcHandler {
  /**
   * Answers a call: String, Integer, Double, Boolean, List or Map (string keys) values.
   *
   * <p>Runs on an event loop and must not block, unless the method was declared {@link
   * RpcMethod.Builder#blocking}; then it runs on a worker thread. {@link IllegalArgumentException}
   * becomes fault 400 with its message; anything else unexpected is logged and becomes −32603.
   *
   * @throws RpcFault to answer that fault; a stage may also complete with it
   */
  CompletionStage<?> handle(RpcCall call) throws RpcFault;
}
