package olympics.pygmy.page.core;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import olympics.pygmy.page.core.PageModel.Card;
import olympics.pygmy.page.core.PageModel.Cell;
import olympics.pygmy.page.core.PageModel.Fact;
import olympics.pygmy.page.core.PageModel.State;
import olympics.pygmy.page.core.PageModel.Table;
import olympics.wire.StatusItems;

/** Makes the page's words of what is known. */
public final class Modelling {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
  private static final int TIMELINE = 40;
  private static final int SHORT_INCARNATION = 4;

  private final ClusterView view;

  private Modelling(ClusterView view) {
    this.view = view;
  }

  /** The page for a view. */
  public static PageModel of(ClusterView view) {
    return new Modelling(view).model();
  }

  private PageModel model() {
    return new PageModel(
        summary(),
        view.servers().stream().map(this::card).toList(),
        List.of(items(), timeline(), vectorClocks()),
        view.asOf());
  }

  private String summary() {
    long frontEnds = view.servers().stream().filter(s -> s.rotation().isPresent()).count();
    List<String> out =
        view.servers().stream().filter(s -> !isFine(s)).map(ServerView::address).toList();
    long in =
        view.servers().stream()
            .filter(s -> s.rotation().map(ServerView.Rotation::isIn).orElse(false))
            .count();
    return in
        + " of "
        + frontEnds
        + " front-ends in rotation"
        + (out.isEmpty() ? "" : "; trouble at " + String.join(", ", out))
        + "; time server: "
        + view.leader().orElse("none")
        + ".";
  }

  private static boolean isFine(ServerView server) {
    return server.rotation().map(ServerView.Rotation::isIn).orElse(server.status().isPresent());
  }

  private Card card(ServerView server) {
    String who =
        server
            .status()
            .map(told -> capitalised(told.role()) + " uid " + told.uid() + ", " + server.address())
            .orElse(server.address());
    List<Fact> facts = new ArrayList<>();
    server.rotation().ifPresent(rotation -> facts.addAll(facts(rotation)));
    server.status().ifPresent(status -> facts.addAll(facts(server, status)));
    if (server.status().isEmpty()) {
      facts.add(new Fact("Status", server.failure()));
    }
    boolean fine = isFine(server);
    return new Card(who, fine ? State.GOOD : State.BAD, words(server), facts);
  }

  private static String words(ServerView server) {
    if (server.rotation().isEmpty()) {
      return server.status().isPresent() ? "answers" : "does not answer";
    }
    ServerView.Rotation rotation = server.rotation().get();
    return rotation.isIn() ? "in rotation" : "out of rotation: " + rotation.condition();
  }

  private static List<Fact> facts(ServerView.Rotation rotation) {
    return List.of(
        new Fact(
            "Last heartbeat",
            rotation.heartbeatAge().map(age -> seconds(age) + " ago").orElse("never")),
        new Fact("Forwarded to it", Long.toString(rotation.forwards())));
  }

  private List<Fact> facts(ServerView server, Status status) {
    List<Fact> facts = new ArrayList<>();
    boolean leads = status.leads(status.term());
    facts.add(
        new Fact(
            "Role in the election",
            status.term().isEmpty()
                ? "knows no time server"
                : (leads ? "time server" : "follows " + status.leader())
                    + ", term "
                    + ClusterView.number(status.term())));
    facts.add(new Fact("Clock, to the time server's", offset(server)));
    facts.add(
        new Fact(
            "Requests",
            count(status.requests())
                + server
                    .requestsPerSecond()
                    .map(rate -> ", " + count(rate) + " per second")
                    .orElse("")));
    status
        .cache()
        .ifPresent(
            cache -> {
              facts.add(new Fact("Cache", cache.mode()));
              facts.add(new Fact("Cache hits", ratio(cache)));
            });
    facts.add(new Fact("Incarnation", status.incarnation().substring(0, 8)));
    return facts;
  }

  private String offset(ServerView server) {
    Optional<ServerView> leader = view.timeServer();
    if (leader.isEmpty() || leader.get().reading().isEmpty()) {
      return "unknown, no time server answers";
    }
    if (leader.get().equals(server)) {
      return "it is the time server";
    }
    ServerView.Reading own = server.reading().orElseThrow();
    ServerView.Reading its = leader.get().reading().get();
    return String.format(
        Locale.ROOT,
        "%+.1f ms ± %.1f ms",
        1000 * (own.offset() - its.offset()),
        1000 * (own.error() + its.error()));
  }

  private Table items() {
    List<ServerView> holders =
        view.servers().stream()
            .filter(server -> server.status().isPresent())
            .sorted(Comparator.comparing(server -> server.rotation().isPresent()))
            .toList();
    Map<String, Map<String, StatusItems.Item>> byPosition = new TreeMap<>();
    for (ServerView holder : holders) {
      for (StatusItems.Item item : holder.status().orElseThrow().items()) {
        byPosition
            .computeIfAbsent(item.position(), none -> new TreeMap<>())
            .put(holder.address(), item);
      }
    }
    Optional<String> database =
        holders.stream().filter(h -> h.rotation().isEmpty()).map(ServerView::address).findFirst();
    List<List<Cell>> rows = new ArrayList<>();
    byPosition.forEach((position, held) -> rows.add(row(held, holders, database)));
    List<String> columns = new ArrayList<>(List.of("Item", "Value"));
    holders.forEach(holder -> columns.add(name(holder)));
    return new Table(
        "items",
        "What each front-end holds at which version, next to the database",
        columns,
        rows,
        "No server tells of any item.");
  }

  private static List<Cell> row(
      Map<String, StatusItems.Item> held, List<ServerView> holders, Optional<String> database) {
    Optional<StatusItems.Item> truth = database.map(held::get);
    StatusItems.Item any = truth.orElseGet(() -> held.values().iterator().next());
    List<Cell> row = new ArrayList<>();
    row.add(Cell.plain(any.name()));
    row.add(Cell.plain(truth.isPresent() ? any.value() : "unknown"));
    for (ServerView holder : holders) {
      row.add(cell(Optional.ofNullable(held.get(holder.address())), truth, holder));
    }
    return row;
  }

  private static Cell cell(
      Optional<StatusItems.Item> item, Optional<StatusItems.Item> truth, ServerView holder) {
    if (item.isEmpty()) {
      return Cell.plain("not cached");
    }
    String number = number(item.get());
    if (holder.rotation().isEmpty() || truth.isEmpty()) {
      return Cell.plain(number);
    }
    boolean same = item.get().version().equals(truth.get().version());
    return same
        ? new Cell(number + " ✓ current", State.GOOD)
        : new Cell(number + " ✗ older", State.BAD);
  }

  private static String number(StatusItems.Item item) {
    return "v" + item.version().substring(item.version().indexOf('.') + 1);
  }

  /** What happened to the election, and between it what somebody had happen to the servers. */
  private Table timeline() {
    record Told(double time, String by, Cell what) {}
    Stream<Told> events =
        view.servers().stream()
            .flatMap(
                server ->
                    server.status().stream()
                        .flatMap(status -> status.events().stream())
                        .map(
                            event ->
                                new Told(event.time(), name(server), Cell.plain(event.text()))));
    Stream<Told> faults =
        view.injected().stream()
            .map(
                fault ->
                    new Told(
                        fault.time(),
                        "fault lab",
                        fault.ends()
                            ? new Cell("✓ " + fault.text(), State.GOOD)
                            : new Cell("✗ " + fault.text(), State.BAD)));
    List<List<Cell>> rows =
        Stream.concat(events, faults)
            .sorted(Comparator.comparing(Told::time).reversed())
            .limit(TIMELINE)
            .map(told -> List.of(Cell.plain(time(told.time())), Cell.plain(told.by()), told.what()))
            .toList();
    return new Table(
        "timeline",
        "Election timeline, newest first (UTC, by each server's clock)",
        List.of("Time", "Server", "What happened"),
        rows,
        "Nothing happened to the election yet.");
  }

  private Table vectorClocks() {
    Map<String, Map<String, String>> clocks = new TreeMap<>();
    TreeSet<String> processes = new TreeSet<>();
    for (ServerView server : view.servers()) {
      server
          .status()
          .ifPresent(
              status -> {
                Map<String, String> counts = counts(status.vectorClock());
                clocks.put(name(server), counts);
                processes.addAll(counts.keySet());
              });
    }
    List<String> columns = new ArrayList<>(List.of("Known at"));
    columns.addAll(processes);
    List<List<Cell>> rows = new ArrayList<>();
    clocks.forEach(
        (server, counts) -> {
          List<Cell> row = new ArrayList<>(List.of(Cell.plain(server)));
          processes.forEach(process -> row.add(Cell.plain(counts.getOrDefault(process, "0"))));
          rows.add(row);
        });
    return new Table(
        "clocks",
        "Vector clocks: receipts of each process (uid and incarnation) that each server knows of",
        columns,
        rows,
        "No server tells its vector clock.");
  }

  private static Map<String, String> counts(String clock) {
    return clock.isEmpty()
        ? Map.of()
        : List.of(clock.split(",", -1)).stream()
            .collect(
                Collectors.toMap(
                    entry -> shortened(entry.substring(0, entry.indexOf('='))),
                    entry -> entry.substring(entry.indexOf('=') + 1),
                    (a, b) -> a,
                    TreeMap::new));
  }

  private static String shortened(String process) {
    int dash = process.indexOf('-');
    return process.substring(0, Math.min(process.length(), dash + 1 + SHORT_INCARNATION));
  }

  private static String name(ServerView server) {
    Function<Status, String> told = status -> status.role() + " " + server.address();
    return server.status().map(told).orElse(server.address());
  }

  private static String ratio(Status.Cache cache) {
    double all = cache.hits() + cache.misses();
    return all == 0
        ? "none asked yet"
        : String.format(Locale.ROOT, "%.0f%% of %.0f reads", 100 * cache.hits() / all, all);
  }

  private static String seconds(double age) {
    return String.format(Locale.ROOT, "%.1f s", age);
  }

  private static String count(double number) {
    return String.format(Locale.ROOT, "%.0f", number);
  }

  private static String time(double seconds) {
    return TIME.format(Instant.ofEpochMilli((long) (seconds * 1000)));
  }

  private static String capitalised(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
