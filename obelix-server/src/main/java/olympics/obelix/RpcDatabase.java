package olympics.obelix;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import olympics.games.core.ItemKey;
import olympics.games.core.RequestId;
import olympics.games.core.Team;
import olympics.games.core.Version;
import olympics.obelix.core.CacheKey;
import olympics.obelix.core.CachedValue;
import olympics.obelix.core.Change;
import olympics.obelix.core.Roster;
import olympics.process.core.Address;
import olympics.process.core.PushKey;
import olympics.rpc.CallOptions;
import olympics.rpc.RpcClient;
import olympics.rpc.RpcFailure;
import olympics.wire.GamesStructs;
import olympics.wire.MalformedAnswerException;
import olympics.wire.Methods;
import olympics.wire.Struct;

/** The database server, reached by signed calls. Thread-safe. */
final class RpcDatabase implements Database {
  private static final CallOptions READ = CallOptions.within(Duration.ofSeconds(2));
  private static final CallOptions POLL = CallOptions.within(Duration.ofSeconds(2));
  private static final CallOptions STATUS = CallOptions.within(Duration.ofMillis(700));
  private static final CallOptions WRITE = CallOptions.within(Duration.ofMillis(2500));

  private final RpcClient client;
  private final Address address;
  private final Duration delay;

  /**
   * The database server at an address.
   *
   * @param delay added to each call, for experiments
   */
  RpcDatabase(RpcClient client, Address address, Duration delay) {
    this.client = client;
    this.address = address;
    this.delay = delay;
  }

  @Override
  public CompletableFuture<Fetched> fetch(CacheKey key) {
    if (key instanceof CacheKey.Item item) {
      return fetchItem(item.key());
    }
    if (key == CacheKey.Whole.MEDAL_TABLE) {
      return ask(
          Methods.FETCH_TABLE,
          List.of(),
          READ,
          answer -> {
            List<Team> teams = new ArrayList<>();
            answer.list("items").forEach(item -> teams.add(GamesStructs.team(Struct.of(item))));
            return new Fetched(new CachedValue.Table(teams), through(answer));
          });
    }
    return ask(
        Methods.FETCH_NAMES,
        List.of(),
        READ,
        answer ->
            new Fetched(
                new CachedValue.NameLists(
                    Struct.strings(answer.list("teams")), Struct.strings(answer.list("events"))),
                through(answer)));
  }

  private CompletableFuture<Fetched> fetchItem(ItemKey item) {
    return switch (item.kind()) {
      case TALLY ->
          ask(
              Methods.FETCH_TALLY,
              List.of(item.name()),
              READ,
              answer ->
                  new Fetched(
                      new CachedValue.Tally(GamesStructs.team(answer.struct("item"))),
                      through(answer)));
      case SCORE ->
          ask(
              Methods.FETCH_SCORE,
              List.of(item.name()),
              READ,
              answer ->
                  new Fetched(
                      new CachedValue.Score(GamesStructs.event(answer.struct("item"))),
                      through(answer)));
    };
  }

  @Override
  public CompletableFuture<Changes> changesSince(Optional<Version> since) {
    return ask(
        Methods.CHANGES_SINCE,
        List.of(since.map(Version::toString).orElse("")),
        POLL,
        answer -> {
          List<Change> changes = new ArrayList<>();
          for (Object element : answer.list("changes")) {
            Struct change = Struct.of(element);
            changes.add(
                new Change(
                    new ItemKey(ItemKey.Kind.parse(change.string("kind")), change.string("name")),
                    Version.parse(change.string("version"))));
          }
          return new Changes(
              through(answer),
              GamesStructs.lineage(answer.list("lineage")),
              answer.bool("reset"),
              changes);
        });
  }

  @Override
  public CompletableFuture<Tablets> tabletsSince(String position) {
    return ask(
        Methods.TABLETS_SINCE,
        List.of(position),
        POLL,
        answer -> {
          Map<Address, Tablet> present = new LinkedHashMap<>();
          for (Tablet tablet : tablets(answer.list("registered"))) {
            present.put(tablet.address(), tablet);
          }
          return new Tablets(
              answer.string("position"),
              new Roster.Page<>(
                  answer.bool("reset"),
                  answer.bool("more"),
                  present,
                  addresses(answer.list("unregistered"))));
        });
  }

  @Override
  public CompletableFuture<Map<String, Object>> write(Write write) {
    return ask(
        write.method(), write.params(), WRITE.withRequestId(write.id()), RpcDatabase::members);
  }

  @Override
  public CompletableFuture<Map<String, Object>> writeStatus(RequestId id) {
    return ask(Methods.GET_WRITE_STATUS, List.of(id.text()), STATUS, RpcDatabase::members);
  }

  @Override
  public CompletableFuture<Map<String, Object>> register(Tablet tablet, Duration lease) {
    List<Object> params =
        new ArrayList<>(
            List.of(
                tablet.address().host(),
                tablet.address().port(),
                tablet.events(),
                tablet.teams(),
                Math.toIntExact(lease.toSeconds())));
    tablet.pushKey().ifPresent(key -> params.add(key.text()));
    return ask(Methods.REGISTER_TABLET, params, READ, RpcDatabase::members);
  }

  @Override
  public CompletableFuture<Map<String, Object>> unregister(Address tablet) {
    return ask(
        Methods.UNREGISTER_TABLET,
        List.of(tablet.host(), tablet.port()),
        READ,
        RpcDatabase::members);
  }

  /** The tablets in an answer or a notice. */
  static List<Tablet> tablets(List<?> structs) {
    List<Tablet> tablets = new ArrayList<>();
    for (Object element : structs) {
      Struct tablet = Struct.of(element);
      tablets.add(
          new Tablet(
              new Address(tablet.string("host"), tablet.integer("port")),
              Struct.strings(tablet.list("events")),
              Struct.strings(tablet.list("teams")),
              tablet.has("push_key")
                  ? Optional.of(new PushKey(tablet.string("push_key")))
                  : Optional.empty()));
    }
    return tablets;
  }

  /** The addresses in an answer or a notice. */
  static List<Address> addresses(List<?> structs) {
    List<Address> addresses = new ArrayList<>();
    for (Object element : structs) {
      Struct tablet = Struct.of(element);
      addresses.add(new Address(tablet.string("host"), tablet.integer("port")));
    }
    return addresses;
  }

  private static Version through(Struct answer) {
    return Version.parse(answer.string("through"));
  }

  private <T> CompletableFuture<T> ask(
      String method, List<?> params, CallOptions options, Function<Struct, T> reader) {
    return call(method, params, options)
        .thenCompose(
            answer -> {
              try {
                return CompletableFuture.completedFuture(reader.apply(Struct.of(answer)));
              } catch (IllegalArgumentException e) {
                return CompletableFuture.failedFuture(
                    new RpcFailure(
                        RpcFailure.Delivery.UNKNOWN,
                        "the database's answer to "
                            + method
                            + " makes no sense: "
                            + e.getMessage()));
              }
            });
  }

  private CompletableFuture<Object> call(String method, List<?> params, CallOptions options) {
    if (delay.isZero()) {
      return client.call(address, method, params, options);
    }
    Executor later =
        CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS, Runnable::run);
    return CompletableFuture.runAsync(() -> {}, later)
        .thenCompose(unused -> client.call(address, method, params, options));
  }

  /** An answer that is passed on as it is. */
  static Map<String, Object> members(Struct struct) {
    Map<String, Object> members = new LinkedHashMap<>();
    struct
        .members()
        .forEach(
            (name, value) -> {
              if (!(name instanceof String key)) {
                throw new MalformedAnswerException("a member's name is no string: " + name);
              }
              members.put(key, value);
            });
    return members;
  }
}
