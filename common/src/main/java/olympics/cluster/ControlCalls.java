package olympics.cluster;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import olympics.process.core.Address;
import olympics.process.core.ProcessId;
import olympics.rpc.CallOptions;
import olympics.rpc.RpcClient;
import olympics.rpc.RpcFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends control messages and brings their answers back to the control loop, to which it belongs.
 */
final class ControlCalls {
  private static final Logger LOG = LoggerFactory.getLogger(ControlCalls.class);
  private static final int MAX_REFUSING = 64;

  private final RpcClient client;
  private final Executor loop;
  private final CallOptions options;
  private final Set<Address> refusing = new HashSet<>();

  ControlCalls(RpcClient client, Executor loop, Duration timeout) {
    this.client = client;
    this.loop = loop;
    this.options = CallOptions.within(timeout);
  }

  /**
   * Calls without blocking.
   *
   * @param decode reads the answer, as soon as it comes, on another thread
   * @param then gets the answer on the control loop; nothing if none came, or none that makes sense
   */
  <T> void call(
      Address to,
      String method,
      List<?> params,
      Function<Object, T> decode,
      Consumer<Optional<T>> then) {
    var unused =
        client
            .call(to, method, params, options)
            .thenApply(decode)
            .handle(Outcome::new)
            .thenAcceptAsync(outcome -> then.accept(judge(to, method, outcome)), loop)
            .exceptionally(ControlCalls::defect);
  }

  /** Whether it was this life of a server that answered last at an address. */
  boolean isLife(Address at, ProcessId life) {
    return client.incarnationAt(at).equals(Optional.of(life.incarnation()));
  }

  private record Outcome<T>(T answer, Throwable error) {}

  private <T> Optional<T> judge(Address to, String method, Outcome<T> outcome) {
    if (outcome.error() == null) {
      refusing.remove(to);
      return Optional.of(outcome.answer());
    }
    failed(to, method, outcome.error());
    return Optional.empty();
  }

  private static Void defect(Throwable error) {
    Throwable cause = cause(error);
    if (!(cause instanceof RejectedExecutionException)) {
      LOG.error("the control loop met a defect and goes on", cause);
    }
    return null;
  }

  private static Throwable cause(Throwable error) {
    return error instanceof CompletionException && error.getCause() != null
        ? error.getCause()
        : error;
  }

  /** That a peer cannot be reached is a fact; that one refuses us is worth a warning, once. */
  private void failed(Address to, String method, Throwable error) {
    Throwable cause = cause(error);
    boolean refused = cause instanceof RpcFault || cause instanceof IllegalArgumentException;
    if (refused && refusing.size() < MAX_REFUSING && refusing.add(to)) {
      LOG.warn("{} at {} was not answered as it should be: {}", method, to, cause.getMessage());
    } else {
      LOG.debug("no answer to {} from {}: {}", method, to, cause.toString());
    }
  }
}
