package olympics.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import olympics.rpc.RpcFault;
import olympics.system.Vitals.Measure;
import olympics.system.chaos.Nemesis;
import olympics.system.chaos.Workload;
import olympics.system.core.FlatnessChecker;
import olympics.system.core.FlatnessChecker.Point;
import olympics.system.core.FlatnessChecker.Series;
import olympics.system.core.FlatnessChecker.Trend;
import olympics.system.core.Violation;
import olympics.system.link.LinkFault;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * G15: memory, threads and descriptors stay flat while the Games run under steady load and faults.
 *
 * <p>The database, the front-end in push mode, the balancer and a tablet live through the whole run
 * and are measured. All harm comes to those around them: the other front-end is killed and stopped,
 * so are Cacofonix and another tablet, tablets that others registered are silent or gone, and every
 * link is tampered with, cut and silenced. {@code -Dsoak.seconds=N} lasts as long as wanted; the
 * first quarter is the warm-up. All readings are left in {@code system-tests/target/soak.csv}.
 */
@Tag("faults")
class SoakIT {
  /** Room for a very busy machine. */
  private static final Duration SOON = Duration.ofMinutes(2);

  private static final Duration LASTING =
      Duration.ofSeconds(Integer.getInteger("soak.seconds", Dose.setting(20, 120, 1_200)));
  private static final Duration WARM_UP = LASTING.dividedBy(4);
  private static final int READINGS = 120;
  private static final double TAMPERING = 0.01;

  /** Of 150 calls that are due; the everyday build shares its machine with others. */
  private static final int FEWEST_ANSWERS_PER_SECOND = 25;

  private static final int FEWEST_READINGS = 8;

  private final Map<String, GamesProcess> measured = new LinkedHashMap<>();
  private final Map<String, Series> series = new ConcurrentHashMap<>();
  private volatile long begin;
  private Games games;
  private Nemesis nemesis;
  private SteadyLoad load;
  private GamesProcess cacofonix;
  private GamesProcess passingTablet;
  private int peersLost;
  private int notRegistered;

  @Test
  void whatTheProcessesHoldStaysFlatUnderLoadAndFaults() throws Exception {
    try (Games prepared = Games.prepare("push", "pull").throughLinks();
        FakeTablets fakes = new FakeTablets(16, 8)) {
      games = prepared;
      games.startAll();
      for (String server : List.of(Games.DATABASE, Games.ONE, Games.BALANCER)) {
        measured.put(server, games.server(server));
      }
      measured.put("tablet", tablet());
      passingTablet = tablet();
      cacofonix = cacofonix();
      register(fakes);
      fakes.bury();
      try (SteadyLoad steady = new SteadyLoad(games, Dose.seed(15))) {
        load = steady;
        nemesis = new Nemesis(games, Dose.seed(15), load::waiting);
        doHarmWhileMeasuring(fakes);
      }
      judge();
    }
  }

  private void doHarmWhileMeasuring(FakeTablets fakes) throws Exception {
    begin = System.nanoTime();
    ScheduledExecutorService sampler = Executors.newSingleThreadScheduledExecutor();
    long period = Math.max(1_500, LASTING.toMillis() / READINGS);
    ScheduledFuture<?> sampling =
        sampler.scheduleWithFixedDelay(this::measure, 0, period, TimeUnit.MILLISECONDS);
    try {
      nemesis.tamper(TAMPERING);
      while (elapsed().compareTo(LASTING) < 0 || readings() < FEWEST_READINGS) {
        harmOnce(fakes);
        if (sampling.isDone()) {
          sampling.get();
        }
      }
      nemesis.heal();
    } catch (ExecutionException e) {
      throw new AssertionError("the measuring broke off", e);
    } finally {
      sampler.shutdown();
      assertThat(sampler.awaitTermination(60, TimeUnit.SECONDS)).as("the last reading").isTrue();
    }
  }

  /** How many there are of each measure after the warm-up. */
  private int readings() {
    return series.values().stream()
        .mapToInt(one -> one.after(WARM_UP).points().size())
        .min()
        .orElse(0);
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /** One round of everything; about ten seconds. */
  private void harmOnce(FakeTablets fakes) {
    int mark = measured.get(Games.ONE).mark();
    nemesis.kill(Games.TWO);
    measured.get(Games.ONE).awaitLine(mark, "lost peer", SOON);
    peersLost++;
    games.startServer(Games.TWO);
    awaitAnswers();
    harm(Games.ONE, Games.DATABASE, new LinkFault.Cut());
    nemesis.stop(Games.TWO);
    nemesis.pause(Duration.ofSeconds(1));
    nemesis.resume(Games.TWO);
    nemesis.killClient(cacofonix);
    cacofonix = cacofonix();
    harm(Games.BALANCER, Games.ONE, new LinkFault.Silence());
    nemesis.killClient(passingTablet);
    passingTablet = tablet();
    harm(Games.ONE, Games.DATABASE, new LinkFault.Silence());
    harm(Games.BALANCER, Games.ONE, new LinkFault.Cut());
    register(fakes);
    awaitAnswers();
  }

  private void harm(String one, String other, LinkFault fault) {
    nemesis.harm(one, other, fault);
    nemesis.pause(Duration.ofMillis(500 + nemesis.random().nextInt(500)));
    nemesis.tamper(TAMPERING);
  }

  private void awaitAnswers() {
    int enough = load.answered() + 50;
    Workload.await("some answers", SOON, () -> load.answered() >= enough);
  }

  private GamesProcess tablet() {
    GamesProcess tablet = games.client("stone-tablet", "--team=Gaul", "--team=Rome", "--push");
    tablet.awaitLine("registered for push", SOON);
    return tablet;
  }

  private GamesProcess cacofonix() {
    return games.client("cacofonix", "--run=soak");
  }

  /** Their registrations last 30 s; some are renewed in time and some are made anew. */
  private void register(FakeTablets fakes) {
    for (FakeTablets.Tablet fake : fakes.all()) {
      try {
        fake.register(games.address(Games.BALANCER));
      } catch (RpcFault | IOException e) {
        // A dead one cannot be registered, and over faulty links some others cannot either.
        notRegistered++;
      }
    }
  }

  private void measure() {
    for (Map.Entry<String, GamesProcess> process : measured.entrySet()) {
      Vitals.of(process.getValue())
          .forEach(
              (measure, value) ->
                  add(nameOf(measure, process.getKey()), new Point(elapsed(), value)));
    }
  }

  private static String nameOf(Measure measure, String process) {
    return measure.unit + " of the " + process;
  }

  private void add(String name, Point point) {
    List<Point> points = new ArrayList<>();
    if (series.containsKey(name)) {
      points.addAll(series.get(name).points());
    }
    points.add(point);
    series.put(name, new Series(name, points));
  }

  private void judge() throws IOException {
    writeReadings();
    requireBite();
    List<String> wrong = new ArrayList<>();
    List<String> figures = new ArrayList<>();
    for (String process : measured.keySet()) {
      List<String> trends = new ArrayList<>();
      for (Measure measure : Measure.values()) {
        Series readings = series.get(nameOf(measure, process));
        for (Violation violation : FlatnessChecker.check(readings, WARM_UP, measure.allowed())) {
          wrong.add(violation.toString());
        }
        trends.add(figure(measure, readings.after(WARM_UP)));
      }
      figures.add(process + " " + String.join(" ", trends));
    }
    String done =
        "%d s of %d calls, %d readings; growth after the warm-up: %s"
            .formatted(
                LASTING.toSeconds(),
                load.answered(),
                series.get(nameOf(Measure.HEAP, Games.DATABASE)).points().size(),
                String.join("; ", figures));
    String verdict =
        wrong.isEmpty() ? "kept" : wrong.size() + " violations, first: " + wrong.get(0);
    String faults =
        "%s, %d failed calls, %d failed registrations"
            .formatted(nemesis.summary(), load.failed(), notRegistered);
    Results.standard().add(new Results.Run("G15", done, faults, verdict));
    assertThat(wrong).as("G15 " + done).isEmpty();
  }

  private static String figure(Measure measure, Series readings) {
    Trend trend = FlatnessChecker.trend(readings);
    double last = readings.points().get(readings.points().size() - 1).value();
    return String.format(
        Locale.ROOT,
        "%s %+.1f to %.1f",
        measure.name().toLowerCase(Locale.ROOT),
        trend.inAll(),
        last);
  }

  private void requireBite() {
    nemesis.requireBite();
    measured.forEach(
        (name, process) -> assertThat(process.isAlive()).as(name + " lives throughout").isTrue());
    assertThat(peersLost).as("deaths that the measured front-end noticed").isPositive();
    assertThat(nemesis.kills()).as("kills").isEqualTo(peersLost);
    assertThat(nemesis.bitesByKind())
        .as("what the links did")
        .containsKeys("Cut", "Silence", "CutAfterRequest", "CutInReply", "SwallowReply");
    assertThat((long) load.answered())
        .as("answers")
        .isGreaterThan(FEWEST_ANSWERS_PER_SECOND * LASTING.toSeconds());
  }

  private void writeReadings() throws IOException {
    List<String> lines = new ArrayList<>(List.of("seconds,what,value"));
    series.values().stream()
        .flatMap(
            one ->
                one.points().stream()
                    .map(
                        point ->
                            String.format(
                                Locale.ROOT,
                                "%.1f,%s,%.3f",
                                point.at().toMillis() / 1e3,
                                one.name(),
                                point.value())))
        .sorted()
        .forEach(lines::add);
    Path file = Games.projectRoot().resolve("system-tests/target/soak.csv");
    Files.createDirectories(file.getParent());
    Files.write(file, lines);
  }
}
