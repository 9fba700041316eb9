package olympics.tablet;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import olympics.cli.ClientOptions;
import olympics.cli.CommonOptions;
import olympics.cli.Examples;
import olympics.cli.ExitCode;
import olympics.cli.MachineAddress;
import olympics.cli.PortConverter;
import olympics.cli.Program;
import olympics.cli.UsageException;
import olympics.games.core.Names;
import olympics.process.core.Address;
import olympics.tablet.core.Catalogue;
import olympics.tablet.core.Change;
import olympics.tablet.page.TabletPage;
import olympics.tls.Links;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The main of a stone tablet: follows teams and events and shows what changes. */
@Command(
    name = "stone-tablet",
    description = {
      "Follows teams and events of the Games: a live board on a terminal, elsewhere a line for each"
          + " change; and a page on its own port, with ?big=1 for a wall.",
      "",
      "Without --team and --event it follows two teams and two events, chosen at random. A name"
          + " that there is not ends it with exit code 1 and says which names are near; with --wait"
          + " it keeps asking until there is one. While nobody answers it keeps asking, too.",
      "",
      "On the board, ? shows the keys. NO_COLOR=1 takes its colours away."
    })
@Examples({
  "stone-tablet --port=8005 --serport=8001 -l",
  "stone-tablet --team Gaul --event 'Stone Curling' --push",
  "stone-tablet --team Japan --wait --for 10m   # before Japan was added",
  "stone-tablet --team Gaul --plain             # lines, no board",
  "stone-tablet --team Gaul --once --json       # for scripts"
})
public final class StoneTablet implements Callable<Integer> {
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration POLL_WITH_PUSH = Duration.ofSeconds(10);
  private static final Duration SHORTEST_POLL = Duration.ofMillis(10);
  private static final int SEEDS = 1_000_000;

  @Mixin private CommonOptions common;

  @Mixin private ClientOptions client;

  @Option(
      names = {"-n", "--port"},
      paramLabel = "PORT",
      converter = PortConverter.class,
      description =
          "Own port, for the tablet's page and for pushes; 0: the system chooses (default: 0).")
  private int port;

  @Option(
      names = "--team",
      paramLabel = "NAME",
      description = "A team to follow; may be given several times.")
  private List<String> teams = List.of();

  @Option(
      names = "--event",
      paramLabel = "NAME",
      description = "An event to follow; may be given several times.")
  private List<String> events = List.of();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Chooses the random favourites; the same number chooses the same again.")
  private Long seed;

  @Option(names = "--wait", description = "Wait for teams and events that there are not yet.")
  private boolean wait;

  @Option(
      names = "--interval",
      paramLabel = "DURATION",
      description = "How often to ask for everything (default: 1s; with --push 10s).")
  private Duration interval;

  @Option(
      names = "--push",
      description = "Have updates pushed at once; asks as well, to repair what was lost.")
  private boolean push;

  @Option(
      names = "--advertise",
      paramLabel = "HOST",
      description = "Host that pushes go to (default: localhost, or this machine's own address).")
  private String advertise;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "End after printing so many values; no board.")
  private Integer count;

  @Option(names = "--plain", description = "Print lines on a terminal, too, instead of a board.")
  private boolean plain;

  @Option(
      names = "--once",
      description = "Read everything once and end; exit code 1 if something was not answered.")
  private boolean once;

  @Option(names = "--json", description = "With --once: print one JSON document.")
  private boolean json;

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      description = "End after so long, for example 30s or 5m.")
  private Duration duration;

  /** Runs a stone tablet until a signal comes. */
  public static void main(String[] args) {
    Program.run(new StoneTablet(), args);
  }

  @Override
  public Integer call() throws Exception {
    checkLimits();
    Address server = client.server();
    String host = advertise == null ? MachineAddress.towards(List.of(server)) : advertise;
    boolean local = client.runLocally() || host.equals("localhost");
    if (once) {
      return readOnce(server, client.links(common, /* alsoServes= */ false));
    }
    Links links = push ? client.links(common, true) : client.linksWithPage(common);
    boolean here = local || (!push && (port == 0 || staysHere(links)));
    TabletPage page = new TabletPage();
    try (PushPort pushPort =
            new PushPort(new Address(here ? "127.0.0.1" : "0.0.0.0", port), links, page.site());
        Balancer balancer = new Balancer(server, links)) {
      Address own = advertised(local && advertise == null ? "localhost" : host, pushPort);
      Address seen = here ? advertised("localhost", pushPort) : own;
      String url = (links.served().isPresent() ? "https://" : "http://") + seen + "/";
      return follow(balancer, new Tablet.Port(pushPort, page, url), settings(own));
    }
  }

  /** Where all else is encrypted, a page that is not is for this machine only. */
  static boolean staysHere(Links links) {
    return links.outgoing().isPresent() && links.served().isEmpty();
  }

  private int follow(Balancer balancer, Tablet.Port ownPort, TabletSettings settings)
      throws Exception {
    CompletableFuture<Void> end = new CompletableFuture<>();
    if (duration != null) {
      end.completeOnTimeout(null, duration.toMillis(), TimeUnit.MILLISECONDS);
    }
    Tablet tablet = new Tablet(balancer, ownPort, settings, end);
    if (plain || count != null || !tablet.startOnTerminal()) {
      tablet.start(lines(balancer, ownPort.url(), settings, end));
    }
    return Program.runUntilStopped(tablet, end);
  }

  private Display lines(
      Balancer balancer, String page, TabletSettings settings, CompletableFuture<Void> end) {
    Console console = Console.standard();
    console.line(
        "stone tablet "
            + settings.push().address()
            + " asks "
            + balancer.address()
            + " every "
            + settings.interval().toMillis() / 1e3
            + " s");
    console.line("tablet page: " + page);
    Display display = new LineDisplay(console, balancer.address(), () -> end.complete(null));
    if (count != null) {
      display = new CountedDisplay(display, count, () -> end.complete(null));
    }
    return display;
  }

  /** Prints everything as it is now. */
  private int readOnce(Address server, Links links) throws InterruptedException {
    Console console = Console.standard();
    try (Balancer balancer = new Balancer(server, links)) {
      OneReading reading = OneReading.take(balancer, settings(server));
      if (json) {
        console.line(ReadingJson.of(reading, server));
      } else {
        Display display = new LineDisplay(console, server, () -> {});
        reading
            .answers()
            .forEach(answer -> display.changed(List.of(new Change.Value(answer.known(), false))));
      }
      for (OneReading.Problem problem : reading.problems()) {
        System.err.println(
            "stone-tablet: "
                + problem.key().map(key -> "no " + key + ": ").orElse("")
                + Names.quotable(problem.reason(), Names.MAX_LENGTH));
      }
      return reading.isComplete() ? ExitCode.OK : ExitCode.FAILURE;
    }
  }

  private TabletSettings settings(Address own) {
    Duration asked = interval == null ? (push ? POLL_WITH_PUSH : POLL) : interval;
    if (asked.compareTo(SHORTEST_POLL) < 0) {
      throw new UsageException("--interval is shorter than 10ms, expected 10ms or longer");
    }
    Catalogue wanted =
        new Catalogue(
            teams.stream().map(name -> name("team", name)).toList(),
            events.stream().map(name -> name("event", name)).toList());
    long chosen = seed == null ? ThreadLocalRandom.current().nextInt(SEEDS) : seed;
    return new TabletSettings(wanted, chosen, wait, asked, new TabletSettings.Push(push, own));
  }

  private static String name(String what, String name) {
    try {
      return Names.requireName(what, name);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--" + what + ": " + e.getMessage());
    }
  }

  private static Address advertised(String host, PushPort pushPort) {
    try {
      return new Address(host, pushPort.address().port());
    } catch (IllegalArgumentException e) {
      throw new UsageException("--advertise: " + e.getMessage());
    }
  }

  private void checkLimits() {
    if (json && !once) {
      throw new UsageException("--json prints one reading: add --once");
    }
    if (count != null && count < 1) {
      throw new UsageException("--count is " + count + ", expected 1 or more");
    }
    if (duration != null && (duration.isNegative() || duration.isZero())) {
      throw new UsageException("--for is not longer than nothing, expected a duration as 30s");
    }
  }
}
