package olympics.cacofonix;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import olympics.cacofonix.core.Backoff;
import olympics.cacofonix.core.SendWindow;
import olympics.cacofonix.core.UpdateSource;
import olympics.cacofonix.outbox.Outbox;
import olympics.cacofonix.outbox.Run;
import olympics.cli.ClientOptions;
import olympics.cli.CommonOptions;
import olympics.cli.Examples;
import olympics.cli.ExitCode;
import olympics.cli.Password;
import olympics.cli.Program;
import olympics.cli.SecretOptions;
import olympics.cli.UsageException;
import olympics.games.core.Names;
import olympics.games.core.Village;
import olympics.rpc.RpcClient;
import olympics.tls.Links;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The program that announces results: simulated ones, or those of a file. */
@Command(
    name = "cacofonix",
    description = {
      "Publishes scores and medals: a simulation of the village's Games, or a results file.",
      "Every update is published once, however often Cacofonix is killed and started again."
    })
@Examples({
  "cacofonix --serport=8001 -l",
  "cacofonix -l --seed=7 --rate=20 --count=1000  # the same Games every time",
  "cacofonix -l --replay=docs/examples/village-games-medals.csv --speed=3600",
  "cacofonix -l --replay=results.csv --speed=max --run=again  # publish it a second time"
})
public final class Cacofonix implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(Cacofonix.class);
  private static final int MAX_IN_FLIGHT = 256;
  private static final int IN_FLIGHT_AT_MAX_SPEED = 16;

  @Mixin private CommonOptions common;
  @Mixin private ClientOptions client;
  @Mixin private SecretOptions secrets;
  @Mixin private SimulationOptions simulation;
  @Mixin private ReplayOptions replay;

  @Option(
      names = "--run",
      paramLabel = "NAME",
      description =
          "Names this publishing: the same name goes on where it was, another publishes anew"
              + " (default: 'default' for a file, a new one for the simulation).")
  private String runName;

  @Option(
      names = "--in-flight",
      paramLabel = "N",
      description =
          "How many updates may wait for their answers at once, those of one item in order"
              + " (default: 1; with --speed=max 16).")
  private Integer inFlight;

  /** What to publish, under which run. */
  private record Programme(Run run, UpdateSource source, Catalogue catalogue, boolean bar) {}

  public static void main(String[] args) {
    Program.run(new Cacofonix(), args);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    requireValidOptions();
    Programme programme = replay.isReplay() ? results() : simulated();
    Path folder = common.dataDirectory().resolve("outbox");
    try (Outbox outbox = Outbox.open(folder, programme.run)) {
      if (outbox.ignoredBytes() > 0) {
        LOG.warn("outbox had a torn end bytes={}", outbox.ignoredBytes());
      }
      if (outbox.acknowledged().through() >= programme.source.total()) {
        LOG.info("{}", alreadyPublished(programme));
        return ExitCode.OK;
      }
      Password password = secrets.secrets(common, client.runLocally()).cacofonixPassword();
      return publish(programme, outbox, password, client.links(common, /* alsoServes= */ false));
    }
  }

  private Programme results() throws IOException {
    ResultsFile file = ResultsFile.read(replay.file());
    String name = runName == null ? Run.DEFAULT_NAME : runName;
    String shownFile = Names.quotable(replay.file().getFileName().toString());
    return new Programme(
        Run.named(name, file.digest(), shownFile),
        file.plan().at(replay.pace()),
        Catalogue.of(file.plan().updates()),
        replay.showsBar());
  }

  private Programme simulated() {
    Run run = simulation.run(Optional.ofNullable(runName));
    return new Programme(
        run,
        simulation.games(),
        Catalogue.of(Village.TEAMS, Village.EVENTS.stream().map(Village.Event::name).toList()),
        false);
  }

  private int publish(Programme programme, Outbox outbox, Password password, Links links)
      throws IOException, InterruptedException {
    StopSignal stop = StopSignal.listen();
    int code = ExitCode.FAILURE;
    try (RpcClient rpc = RpcClient.unsigned(links)) {
      BalancerGames games = new BalancerGames(rpc, client.server(), password);
      Backoff backoff = new Backoff(new SplittableRandom());
      announce(programme, outbox);
      programme.catalogue.addMissing(
          games, new PatientCaller(games, backoff, new LineReporter(), stop));
      Reporter reporter =
          programme.bar
              ? new BarReporter(programme.source.total(), outbox.acknowledged().count())
              : new LineReporter();
      Publisher publisher =
          new Publisher(
              programme.source, outbox, games, new SendWindow(window(), backoff::after), reporter);
      stop.whenAsked(publisher::stop);
      Summary summary = runToEnd(publisher, reporter);
      LOG.info("{} run={} {}", ending(summary), Names.quotable(programme.run.name()), summary);
      boolean asIntended = summary.finished() || programme.source.total() == UpdateSource.ENDLESS;
      code = asIntended ? ExitCode.OK : ExitCode.FAILURE;
      return code;
    } finally {
      stop.ended(code);
    }
  }

  private static Summary runToEnd(Publisher publisher, Reporter reporter)
      throws IOException, InterruptedException {
    try {
      return publisher.run();
    } finally {
      reporter.end();
    }
  }

  private void announce(Programme programme, Outbox outbox) {
    Run run = programme.run;
    String name = Names.quotable(run.name());
    long done = outbox.acknowledged().count();
    if (outbox.written() == 0) {
      LOG.info("publishing {} run={} to={}", run.of(), name, client.server());
    } else {
      LOG.info(
          "continuing {} run={} to={} published={}{}",
          run.of(),
          name,
          client.server(),
          done,
          programme.source.total() == UpdateSource.ENDLESS
              ? ""
              : " of " + programme.source.total());
    }
  }

  private static String ending(Summary summary) {
    return summary.finished()
        ? "finished"
        : "stopped (start it again with the same --run to go on)";
  }

  private static String alreadyPublished(Programme programme) {
    return String.format(
        Locale.ROOT,
        "%s: already published as run '%s' (%,d updates); use --run NAME to publish it again",
        programme.run.of(),
        Names.quotable(programme.run.name()),
        programme.source.total());
  }

  private int window() {
    return inFlight != null ? inFlight : replay.isMaxSpeed() ? IN_FLIGHT_AT_MAX_SPEED : 1;
  }

  private void requireValidOptions() {
    if (inFlight != null && (inFlight < 1 || inFlight > MAX_IN_FLIGHT)) {
      throw new UsageException("--in-flight is " + inFlight + ", expected 1 to " + MAX_IN_FLIGHT);
    }
    if (replay.isReplay()) {
      simulation.requireNoneWithReplay();
    } else {
      replay.requireNoneWithoutFile();
    }
  }
}
