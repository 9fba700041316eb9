package olympics.system.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import olympics.attack.Attack;
import olympics.attack.Attacks;
import olympics.attack.CanaryListener;
import olympics.attack.Dribblers;
import olympics.process.core.Address;
import olympics.system.FreePorts;
import olympics.system.Games;
import olympics.system.GamesProcess;
import olympics.wire.Methods;
import olympics.wire.Struct;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every attack that we know of against a real process of each kind. */
class AttackIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final double MAX_GROWTH_MIB = 10;
  private static final int SLOW_CLIENTS = 500;
  private static final Pattern LIVE = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");

  private static final Map<String, Address> PORTS = new LinkedHashMap<>();
  private static final Map<String, GamesProcess> PROCESSES = new LinkedHashMap<>();
  private static Games games;

  @BeforeAll
  static void start() {
    games = Games.start();
    for (String server : List.of(Games.DATABASE, Games.ONE, Games.BALANCER)) {
      PORTS.put(server, games.address(server));
      PROCESSES.put(server, games.server(server));
    }
    int port = FreePorts.take(1).get(0);
    GamesProcess tablet = games.client("stone-tablet", "--port=" + port, "--team=Gaul", "--push");
    tablet.awaitLine("registered for push", SOON);
    PORTS.put("tablet", new Address("localhost", port));
    PROCESSES.put("tablet", tablet);
  }

  @AfterAll
  static void stop() {
    games.close();
  }

  @Test
  void everyAttackIsRefusedAtOnceAndForNothing() throws Exception {
    try (CanaryListener canary = new CanaryListener()) {
      List<Attack> attacks = Attacks.all(canary.url());
      Map<String, Double> before = liveHeaps();
      Map<String, Duration> slow = new LinkedHashMap<>();
      for (Map.Entry<String, Address> server : PORTS.entrySet()) {
        for (Attack attack : attacks) {
          Duration took = attack.refused(server.getValue());
          if (took.compareTo(Attack.atOnce()) > 0) {
            slow.put(attack + " at the " + server.getKey(), took);
          }
        }
      }
      Map<String, Double> after = liveHeaps();
      assertThat(slow).isEmpty();
      assertThat(canary.connections()).isZero();
      before.forEach(
          (name, mib) ->
              assertThat(after.get(name) - mib).as("%s's growth", name).isLessThan(MAX_GROWTH_MIB));
      assertAllAnswer();
    }
  }

  private static void assertAllAnswer() throws Exception {
    for (String server : List.of(Games.DATABASE, Games.ONE, Games.BALANCER)) {
      assertThat(Struct.strings(games.call(server, Methods.LIST_TEAMS))).contains("Gaul");
    }
    assertThat(
            Sender.unsigned(Methods.CONFIRM_REGISTRATION, List.of("x"))
                .faultAt(PORTS.get("tablet")))
        .isZero();
  }

  @Test
  void slowClientsOfEveryServerAtOnceDelayNobody() throws Exception {
    List<Dribblers> all = new ArrayList<>();
    try {
      for (Address server : PORTS.values()) {
        all.add(Dribblers.at(server, SLOW_CLIENTS));
      }
      for (int i = 0; i < 5; i++) {
        for (Dribblers dribblers : all) {
          dribblers.sendAByteEach();
        }
        long began = System.nanoTime();
        assertAllAnswer();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
      }
    } finally {
      for (Dribblers dribblers : all) {
        dribblers.close();
      }
    }
  }

  /** By the collector's count, of all processes at once. */
  private static Map<String, Double> liveHeaps() throws IOException {
    Map<String, Process> readings = new LinkedHashMap<>();
    for (Map.Entry<String, GamesProcess> process : PROCESSES.entrySet()) {
      readings.put(process.getKey(), jcmd(process.getValue().pid(), "GC.class_histogram"));
    }
    Map<String, Double> heaps = new TreeMap<>();
    for (Map.Entry<String, Process> reading : readings.entrySet()) {
      Matcher live = LIVE.matcher(output(reading.getValue()));
      assertThat(live.find()).as(reading.getKey()).isTrue();
      heaps.put(reading.getKey(), Double.parseDouble(live.group(1)) / (1 << 20));
    }
    return heaps;
  }

  private static Process jcmd(long pid, String... command) throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
    line.add("-J-XX:TieredStopAtLevel=1");
    line.add(Long.toString(pid));
    line.addAll(List.of(command));
    return new ProcessBuilder(line).redirectErrorStream(true).start();
  }

  private static String output(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
