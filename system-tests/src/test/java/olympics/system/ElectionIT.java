package olympics.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import olympics.system.core.ClockChecker;
import olympics.system.core.LeadershipChecker;
import olympics.system.core.LeadershipChecker.Elected;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Promise G8 with real processes: whatever is killed, stopped or cut, at most ten seconds later
 * there is one leader in every connected component, all name the same, and no term is used twice.
 * Beside it G10: meanwhile no clock goes backwards, though all of them are wrong.
 *
 * <p>{@code -Dfaults.seed=N} takes the faults in another order.
 */
@Tag("faults")
class ElectionIT {
  private static final Duration PROMISED = Duration.ofSeconds(10);
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final long SEED = Dose.seed(1);
  private static final Pattern TERM =
      Pattern.compile("(?:elected leader|acknowledged time server) .*term=(\\d+)");

  private enum Fault {
    KILL_LEADER,
    STOP_LEADER,
    ISOLATE_LEADER,
    CUT_TOP_TWO,
    KILL_FOLLOWER,
    STOP_FOLLOWER
  }

  private final Random random = new Random(SEED);
  private final Map<Fault, Integer> bites = new EnumMap<>(Fault.class);
  private final Queue<ClockChecker.Reading> readings = new ConcurrentLinkedQueue<>();
  private Duration slowest = Duration.ZERO;
  private ServerGroup group;

  /** The uids of the servers; the database's comes first. */
  static Stream<List<Integer>> groups() {
    return Dose.chosen() == Dose.EVERYDAY
        ? Stream.of(List.of(0, 1, 1))
        : Stream.of(List.of(0, 1, 1), List.of(0, 1, 2), List.of(3, 1, 2, 0));
  }

  @ParameterizedTest
  @MethodSource("groups")
  void oneLeaderTenSecondsAfterEveryFaultAndNoTermTwice(List<Integer> uids) throws Exception {
    int faults = Dose.of(6, 6, 20);
    String verdict = "broken off";
    try (ServerGroup servers = new ServerGroup(uids)) {
      group = servers;
      List<Integer> offsets = List.of(30, -45, 60, -20);
      for (int server : group.all()) {
        group.with(
            server,
            "--clock-offset=" + offsets.get(server),
            "--clock-drift-ppm=" + (server % 2 == 0 ? 500 : -500));
      }
      group.startAll();
      awaitOneLeader(group.all());
      ScheduledExecutorService reader = Executors.newSingleThreadScheduledExecutor();
      try {
        var unused = reader.scheduleWithFixedDelay(this::read, 0, 20, TimeUnit.MILLISECONDS);
        for (Fault fault : faults(faults)) {
          commit(fault);
          bites.merge(fault, 1, Integer::sum);
        }
      } finally {
        reader.shutdownNow();
        assertThat(reader.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
      }
      requireTermsInOrder();
      assertThat(readings).as("readings of clocks").hasSizeGreaterThan(20 * faults);
      assertThat(ClockChecker.check(readings)).isEmpty();
      verdict = "kept";
    } finally {
      Results.standard()
          .add(
              new Results.Run(
                  "G8",
                  "uids %s, seed %d, %d readings of clocks, slowest agreement %.1f s"
                      .formatted(uids, SEED, readings.size(), slowest.toMillis() / 1000.0),
                  bites.toString(),
                  verdict));
    }
  }

  /** All kinds equally often, in random order. */
  private List<Fault> faults(int count) {
    List<Fault> faults = new ArrayList<>();
    while (faults.size() < count) {
      List<Fault> each = new ArrayList<>(List.of(Fault.values()));
      Collections.shuffle(each, random);
      faults.addAll(each);
    }
    return faults.subList(0, count);
  }

  /** One reading of every clock; a server that is stopped or dead gives none. */
  private void read() {
    for (int server : group.all()) {
      group
          .reading(server)
          .map(r -> new ClockChecker.Reading(r.life().name(), r.seconds()))
          .ifPresent(readings::add);
    }
  }

  private void commit(Fault fault) {
    int leader = awaitOneLeader(group.all());
    switch (fault) {
      case KILL_LEADER -> killLeader(leader);
      case STOP_LEADER -> stopLeader(leader);
      case ISOLATE_LEADER -> isolate(leader);
      case CUT_TOP_TWO -> cutTopTwo();
      case KILL_FOLLOWER -> killFollower(leader);
      case STOP_FOLLOWER -> stopFollower(leader);
    }
  }

  private void killLeader(int leader) {
    group.kill(leader);
    int next = awaitOneLeader(group.allBut(leader));
    assertThat(next).isNotEqualTo(leader);
    group.start(leader);
    assertThat(awaitOneLeader(group.all())).as("leader once the old one is back").isEqualTo(next);
  }

  /** A leader that was stopped for longer than its lease finds that out before it acts. */
  private void stopLeader(int leader) {
    int mark = group.process(leader).mark();
    group.signal(leader, "STOP");
    int next = awaitOneLeader(group.allBut(leader));
    assertThat(next).isNotEqualTo(leader);
    group.signal(leader, "CONT");
    assertThat(group.leaderNamedBy(leader))
        .as("what a resumed leader says first")
        .isNotEqualTo(Optional.of(leader));
    String line = group.process(leader).awaitLine(mark, "stepped down as leader", SOON);
    assertThat(line).contains("stopped for longer than its lease");
    assertThat(awaitOneLeader(group.all())).as("leader once the old one goes on").isEqualTo(next);
  }

  private void isolate(int leader) {
    group.allBut(leader).forEach(other -> group.cut(leader, other));
    int next = awaitOneLeader(group.allBut(leader));
    assertThat(next).isNotEqualTo(leader);
    assertThat(awaitOneLeader(List.of(leader))).as("leader of the lonely").isEqualTo(leader);
    for (int other : group.allBut(leader)) {
      assertThat(group.mend(leader, other)).as("exchanges that were cut").isPositive();
    }
    awaitOneLeader(group.all());
  }

  /** Third parties hear both: the leadership must not go back and forth between the two. */
  private void cutTopTwo() {
    List<Integer> byUid =
        group.all().stream()
            .sorted(Comparator.<Integer>comparingInt(group::uid).reversed())
            .limit(2)
            .toList();
    long before = leaderships();
    group.cut(byUid.get(0), byUid.get(1));
    Duration hold = Duration.ofSeconds(Dose.setting(6, 20, 60));
    Awaitility.await("at most one change of the leader in " + hold)
        .during(hold)
        .atMost(hold.plusSeconds(10))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> leaderships() - before <= 1);
    int leader = group.leaderNamedBy(group.allBut(byUid.get(0)).get(0)).orElse(byUid.get(0));
    List<Integer> hearing =
        group.all().stream()
            .filter(server -> !(byUid.contains(leader) && byUid.contains(server)))
            .toList();
    assertThat(LeadershipChecker.checkAgreement(group.leadersNamedBy(hearing))).isEmpty();
    assertThat(group.mend(byUid.get(0), byUid.get(1))).as("exchanges that were cut").isPositive();
    awaitOneLeader(group.all());
  }

  private void killFollower(int leader) {
    int follower = follower(leader);
    group.kill(follower);
    assertThat(awaitOneLeader(group.allBut(follower))).isEqualTo(leader);
    group.start(follower);
    assertThat(awaitOneLeader(group.all())).isEqualTo(leader);
  }

  private void stopFollower(int leader) {
    int follower = follower(leader);
    int mark = group.process(leader).mark();
    group.signal(follower, "STOP");
    group.process(leader).awaitLine(mark, "lost peer", SOON);
    group.signal(follower, "CONT");
    assertThat(awaitOneLeader(group.all())).isEqualTo(leader);
  }

  private int follower(int leader) {
    List<Integer> followers = group.allBut(leader);
    return followers.get(random.nextInt(followers.size()));
  }

  /** Waits until all of a component name one of them; the wait is what is promised. */
  private int awaitOneLeader(Collection<Integer> component) {
    long begun = System.nanoTime();
    Awaitility.await("one leader of " + component)
        .atMost(PROMISED)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(
            () -> {
              Map<String, String> named = group.leadersNamedBy(component);
              assertThat(LeadershipChecker.checkAgreement(named)).as(this::terminals).isEmpty();
              assertThat(component.stream().map(server -> "server " + server))
                  .as("the component of the leader that is named")
                  .containsAll(named.values());
            });
    Duration waited = Duration.ofNanos(System.nanoTime() - begun);
    slowest = slowest.compareTo(waited) > 0 ? slowest : waited;
    return group.leaderNamedBy(component.iterator().next()).orElseThrow();
  }

  private String terminals() {
    StringBuilder text = new StringBuilder();
    for (ServerGroup.Life life : group.lives()) {
      text.append(life.name()).append(":\n");
      life.process().lines().stream()
          .filter(line -> !line.contains("clock corrected"))
          .forEach(line -> text.append("  ").append(line).append('\n'));
    }
    return text.toString();
  }

  /** How many leaderships have begun. */
  private long leaderships() {
    return group.lives().stream()
        .flatMap(life -> life.process().lines().stream())
        .filter(ElectionIT::beginsToLead)
        .count();
  }

  private static boolean beginsToLead(String line) {
    return line.contains("elected leader") && line.endsWith("this server");
  }

  /** No term begins twice, and nobody goes back to an earlier one. */
  private void requireTermsInOrder() {
    List<Elected> elections = new ArrayList<>();
    for (ServerGroup.Life life : group.lives()) {
      long last = 0;
      for (String line : life.process().lines()) {
        Matcher matcher = TERM.matcher(line);
        if (matcher.find()) {
          long term = Long.parseLong(matcher.group(1));
          assertThat(term).as("%s: term of '%s'", life.name(), line).isGreaterThanOrEqualTo(last);
          last = term;
          if (beginsToLead(line)) {
            elections.add(new Elected(term, life.name()));
          }
        }
      }
    }
    assertThat(elections).as("leaderships").isNotEmpty();
    assertThat(LeadershipChecker.checkTerms(elections)).isEmpty();
  }
}
