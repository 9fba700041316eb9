package olympics.obelix;

import static olympics.rpc.RpcMethod.Type.STRING;
import static olympics.rpc.RpcMethod.Type.STRUCT;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import olympics.games.core.ItemKey;
import olympics.games.core.Medal;
import olympics.games.core.Names;
import olympics.games.core.RequestId;
import olympics.process.core.ProcessId;
import olympics.rpc.RpcCall;
import olympics.rpc.RpcFault;
import olympics.rpc.RpcMethod;
import olympics.wire.Methods;

/** The public methods that write, and the one that tells what became of a write. */
final class WriteMethods {
  private static final String REQUEST_ID =
      " request_id: 1 to 64 printable ASCII characters, makes the call safe to repeat.";
  private static final String FAULTS =
      " Faults: 401 wrong password, 429 too many wrong ones, 400 bad argument, 409 request_id used"
          + " for something else, 503 not executed, 504 outcome unknown";

  private final Writes writes;
  private final PasswordGate gate;
  private final Supplier<ProcessId> self;
  private final AtomicLong counter = new AtomicLong();

  WriteMethods(Writes writes, PasswordGate gate, Supplier<ProcessId> self) {
    this.writes = writes;
    this.gate = gate;
    this.self = self;
  }

  List<RpcMethod> all() {
    return List.of(incrementMedalTally(), setScore(), addTeam(), addEvent(), writeStatus());
  }

  private RpcMethod incrementMedalTally() {
    return RpcMethod.named(Methods.INCREMENT_MEDAL_TALLY)
        .takes("team", STRING)
        .takes("medal", STRING)
        .takes("password", STRING)
        .mayTake("request_id", STRING)
        .answers(STRUCT)
        .help(
            "Adds one medal (gold, silver or bronze) to a team's tally: the struct of"
                + " get_medal_tally, with request_id and replayed."
                + REQUEST_ID
                + FAULTS
                + ", 404 no such team.")
        .handledBy(
            call -> {
              gate.check(call.string(2), call.clientAddress());
              String team = Names.requireName("team", call.string(0));
              Medal medal = Medal.parse(call.string(1));
              return send(
                  call, List.of(team, medal.wireName(), call.string(2)), ItemKey.tally(team));
            });
  }

  private RpcMethod setScore() {
    return RpcMethod.named(Methods.SET_SCORE)
        .takes("event", STRING)
        .takes("score", STRING)
        .takes("password", STRING)
        .mayTake("request_id", STRING)
        .answers(STRUCT)
        .help(
            "Sets an event's score, a text of at most 200 characters: the struct of get_score, with"
                + " request_id, replayed and superseded (a later one of the same writer stands)."
                + REQUEST_ID
                + FAULTS
                + ", 404 no such event.")
        .handledBy(
            call -> {
              gate.check(call.string(2), call.clientAddress());
              String event = Names.requireName("event", call.string(0));
              String score = Names.requireText("score", call.string(1));
              return send(call, List.of(event, score, call.string(2)), ItemKey.score(event));
            });
  }

  private RpcMethod addTeam() {
    return RpcMethod.named(Methods.ADD_TEAM)
        .takes("team", STRING)
        .takes("password", STRING)
        .answers(STRUCT)
        .help(
            "Adds a team if it is not there yet: a struct with team, version, added, request_id and"
                + " replayed."
                + FAULTS
                + ".")
        .handledBy(
            call -> {
              gate.check(call.string(1), call.clientAddress());
              String team = Names.requireName("team", call.string(0));
              return send(call, List.of(team, call.string(1)), ItemKey.tally(team));
            });
  }

  private RpcMethod addEvent() {
    return RpcMethod.named(Methods.ADD_EVENT)
        .takes("event", STRING)
        .takes("password", STRING)
        .answers(STRUCT)
        .help(
            "Adds an event if it is not there yet: a struct with event, version, added, request_id"
                + " and replayed."
                + FAULTS
                + ".")
        .handledBy(
            call -> {
              gate.check(call.string(1), call.clientAddress());
              String event = Names.requireName("event", call.string(0));
              return send(call, List.of(event, call.string(1)), ItemKey.score(event));
            });
  }

  private RpcMethod writeStatus() {
    return RpcMethod.named(Methods.GET_WRITE_STATUS)
        .takes("request_id", STRING)
        .answers(STRUCT)
        .help(
            "What became of a write: a struct with request_id, applied (boolean, false: not known"
                + " here) and result, the write's answer. Faults: 400 not a request_id, 503 no"
                + " database.")
        .handledBy(call -> writes.status(new RequestId(call.string(0))));
  }

  /** Sends a write; its id comes after the arguments, or in the balancer's header, or is ours. */
  private CompletableFuture<Map<String, Object>> send(
      RpcCall call, List<Object> arguments, ItemKey item) throws RpcFault {
    Optional<RequestId> given =
        call.has(arguments.size())
            ? Optional.of(new RequestId(call.string(arguments.size())))
            : Optional.empty();
    Optional<RequestId> header = call.requestId();
    if (given.isPresent() && header.isPresent() && !given.equals(header)) {
      throw new IllegalArgumentException(
          "request_id "
              + given.get()
              + " differs from the one in the header, "
              + header.get()
              + ", expected the same");
    }
    RequestId id = given.or(() -> header).orElseGet(this::ownId);
    List<Object> params = new ArrayList<>(arguments);
    params.add(id.text());
    return writes.send(new Write(call.method(), params, id, item));
  }

  private RequestId ownId() {
    return RequestId.of(self.get().incarnation(), counter.incrementAndGet());
  }
}
