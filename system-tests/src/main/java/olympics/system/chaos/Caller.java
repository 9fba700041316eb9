package olympics.system.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import olympics.process.core.Address;
import olympics.rpc.CallOptions;
import olympics.rpc.RpcClient;
import olympics.rpc.RpcFailure;
import olympics.rpc.RpcFault;
import olympics.wire.MalformedAnswerException;
import olympics.wire.Struct;

/** Makes one client's calls, one at a time, and records each. */
final class Caller {
  /** Past the balancer's own deadline, so that its word comes first. */
  private static final CallOptions OPTIONS = CallOptions.within(Duration.ofSeconds(8));

  private final RpcClient rpc;
  private final int client;
  private final History history;
  private Seen lastSeen = Seen.ANSWERED;

  Caller(RpcClient rpc, int client, History history) {
    this.rpc = rpc;
    this.client = client;
    this.history = history;
  }

  int client() {
    return client;
  }

  History history() {
    return history;
  }

  /** The answer, if there is a good one; otherwise {@link #lastSeen} says what came of it. */
  Optional<Struct> call(Address to, boolean write, String method, List<?> params)
      throws InterruptedException {
    long begin = System.nanoTime();
    String text = "";
    Optional<Struct> answer = Optional.empty();
    history.begun();
    try {
      answer = Optional.of(Struct.of(rpc.callAndWait(to, method, params, OPTIONS)));
      lastSeen = Seen.ANSWERED;
    } catch (RpcFault e) {
      lastSeen = Seen.of(e);
      text = e.code() + " " + e.getMessage();
    } catch (RpcFailure e) {
      lastSeen = Seen.of(e);
      text = e.delivery() + " " + e.getMessage();
    } catch (MalformedAnswerException e) {
      lastSeen = Seen.WRONG;
      text = e.getMessage();
    } finally {
      history.ended();
    }
    history.add(new Call(client, write, begin, System.nanoTime(), lastSeen, text));
    if (lastSeen == Seen.WRONG) {
      history.mishap(method + " " + params.subList(0, Math.min(2, params.size())) + ": " + text);
    }
    return answer;
  }

  Seen lastSeen() {
    return lastSeen;
  }
}
