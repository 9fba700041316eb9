package olympics.obelix;

import static olympics.rpc.RpcMethod.Type.ARRAY;
import static olympics.rpc.RpcMethod.Type.STRING;
import static olympics.rpc.RpcMethod.Type.STRUCT;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import olympics.games.core.Names;
import olympics.games.core.Version;
import olympics.obelix.core.CacheKey;
import olympics.obelix.core.CachedValue;
import olympics.rpc.FaultCode;
import olympics.rpc.RpcCall;
import olympics.rpc.RpcFault;
import olympics.rpc.RpcMethod;
import olympics.wire.Methods;

/** The public methods that read, from the cache where it can answer. */
final class ReadMethods {
  private static final String READER_PARAMS =
      " client_id: any text of at most 200 characters, it changes nothing. min_version: a version"
          + " from an earlier answer, what comes is not older; without it a cache may be behind."
          + " Faults: 400 bad min_version, 503 no database";

  private final ScoreKeeper keeper;
  private final String server;
  private final Beginnings beginnings;

  /**
   * The methods of one front-end.
   *
   * @param server its name, which its answers say
   */
  ReadMethods(ScoreKeeper keeper, String server) {
    this.keeper = keeper;
    this.server = server;
    this.beginnings = new Beginnings(server);
  }

  List<RpcMethod> all() {
    return List.of(medalTally(), score(), medalTable(), listTeams(), listEvents());
  }

  private RpcMethod medalTally() {
    return RpcMethod.named(Methods.GET_MEDAL_TALLY)
        .takes("team", STRING)
        .mayTake("client_id", STRING)
        .mayTake("min_version", STRING)
        .answers(STRUCT)
        .help(
            "A team's medals: a struct with team, gold, silver, bronze, as_of (seconds since 1970),"
                + " version, served_by (the server that answered), cached (boolean: from its"
                + " cache), through (the version that it is true for), stale (boolean) and"
                + " age_seconds."
                + READER_PARAMS
                + ", 404 no such team.")
        .oftenRepeated()
        .handledBy(
            call -> {
              String team = Names.requireName("team", call.string(0));
              return named("team", team, read(CacheKey.tally(team), call, 1, this::item));
            });
  }

  private RpcMethod score() {
    return RpcMethod.named(Methods.GET_SCORE)
        .takes("event", STRING)
        .mayTake("client_id", STRING)
        .mayTake("min_version", STRING)
        .answers(STRUCT)
        .help(
            "An event's score: a struct with event, score (text, 'No score yet!' before the first"
                + " report), as_of (seconds since 1970), version, served_by (the server that"
                + " answered), cached (boolean: from its cache), through (the version that it is"
                + " true for), stale (boolean) and age_seconds."
                + READER_PARAMS
                + ", 404 no such event.")
        .oftenRepeated()
        .handledBy(
            call -> {
              String event = Names.requireName("event", call.string(0));
              return named("event", event, read(CacheKey.score(event), call, 1, this::item));
            });
  }

  private RpcMethod medalTable() {
    return RpcMethod.named(Methods.GET_MEDAL_TABLE)
        .mayTake("client_id", STRING)
        .mayTake("min_version", STRING)
        .answers(ARRAY)
        .help(
            "The medal table: an array of the structs of get_medal_tally, each with rank, in the"
                + " order of the Games: gold, then silver, then bronze, equal ranks for ties."
                + READER_PARAMS
                + ".")
        .oftenRepeated()
        .handledBy(
            call -> read(CacheKey.Whole.MEDAL_TABLE, call, 0, reading -> reading.table(server)));
  }

  private RpcMethod listTeams() {
    return RpcMethod.named(Methods.LIST_TEAMS)
        .answers(ARRAY)
        .help("The names of all teams: an array of strings. Faults: 503 no database.")
        .oftenRepeated()
        .handledBy(call -> names(CachedValue.NameLists::teams));
  }

  private RpcMethod listEvents() {
    return RpcMethod.named(Methods.LIST_EVENTS)
        .answers(ARRAY)
        .help("The names of all events: an array of strings. Faults: 503 no database.")
        .oftenRepeated()
        .handledBy(call -> names(CachedValue.NameLists::events));
  }

  private Map<String, Object> item(Reading reading) {
    return reading.item(server, beginnings);
  }

  private CompletableFuture<List<String>> names(
      Function<CachedValue.NameLists, List<String>> list) {
    return keeper
        .read(CacheKey.Whole.NAMES, Optional.empty())
        .thenApply(reading -> list.apply((CachedValue.NameLists) reading.value()));
  }

  /** Reads for a call whose client_id is at {@code index}, and min_version after it. */
  private <T> CompletableFuture<T> read(
      CacheKey key, RpcCall call, int index, Function<Reading, T> answer) {
    if (call.has(index)) {
      Names.requireText("client_id", call.string(index));
    }
    Optional<Version> minVersion =
        call.has(index + 1) && !call.string(index + 1).isEmpty()
            ? Optional.of(Version.parse(call.string(index + 1)))
            : Optional.empty();
    return keeper.read(key, minVersion).thenApply(answer);
  }

  /** The database was asked with the folded name; the fault quotes what the caller wrote. */
  private static <T> CompletableFuture<T> named(
      String what, String name, CompletableFuture<T> answer) {
    if (answer.isDone() && !answer.isCompletedExceptionally()) {
      return answer;
    }
    return answer.exceptionallyCompose(
        error ->
            CompletableFuture.failedFuture(
                Failures.cause(error) instanceof RpcFault fault && fault.is(FaultCode.NOT_FOUND)
                    ? notFound(what, name)
                    : Failures.cause(error)));
  }

  private static RpcFault notFound(String what, String name) {
    return new RpcFault(
        FaultCode.NOT_FOUND,
        "no such " + what + ": '" + Names.quotable(name) + "', see list_" + what + "s");
  }
}
