package olympics.system.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import olympics.system.FreePorts;
import olympics.system.Games;
import olympics.system.GamesProcess;

/**
 * {@code scripts/games}, built: how soon a tablet shows something, and how much memory it takes.
 */
record StartRow() implements Row {
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final int PROCESSES = 7;
  private static final long KIB = 1024;
  private static final double MB = 1e6;

  @Override
  public String name() {
    return "start";
  }

  @Override
  public String what() {
    return "scripts/games: seconds until a tablet shows something, memory of the seven processes";
  }

  @Override
  public List<String> needs() {
    return List.of();
  }

  /** It is the village's own, for one machine. */
  @Override
  public boolean speaksTls() {
    return false;
  }

  @Override
  public void measure(Bench bench) throws IOException, RowFailedException {
    for (int round = 1; round <= bench.rounds(); round++) {
      Path data = Files.createTempDirectory("games");
      try {
        measure(bench, round, data);
      } finally {
        remove(data);
      }
    }
  }

  private static void measure(Bench bench, int round, Path data)
      throws IOException, RowFailedException {
    List<String> command =
        List.of(
            Games.projectRoot().resolve("scripts/games").toString(),
            "--base-port",
            Integer.toString(FreePorts.takeRow(PROCESSES).get(0)),
            "--data-dir",
            data.toString());
    long began = System.nanoTime();
    try (GamesProcess games =
        GamesProcess.start("games", command, data, Map.of("OLYMPICS_JAVA_OPTS", ""))) {
      games.awaitLine(0, StartRow::isShown, "what a tablet shows", LONGEST);
      double seconds = (System.nanoTime() - began) / 1e9;
      bench.ours("start", 0, round, seconds);
      bench.show(round, "until something is shown", seconds, "s");
      awaitShown(games, "tablet-1");
      awaitShown(games, "tablet-2");
      double most = mostMemory(games, bench.settings().each());
      bench.ours("memory", 0, round, most);
      bench.show(round, "memory", most, "MB");
      games.signal("TERM");
      int unusedExitCode = games.waitForEnd(LONGEST);
    }
  }

  private static void awaitShown(GamesProcess games, String tablet) {
    games.awaitLine(
        0, line -> line.startsWith(tablet) && isShown(line), "what " + tablet + " shows", LONGEST);
  }

  /** A tally or a score, with the version that it is of. */
  private static boolean isShown(String line) {
    return line.startsWith("tablet-") && line.contains("(version ");
  }

  /** The most that the seven had together during this time, resident; shared pages count singly. */
  private static double mostMemory(GamesProcess games, Duration time)
      throws IOException, RowFailedException {
    double most = 0;
    long end = System.nanoTime() + time.toNanos();
    do {
      List<ProcessHandle> machines =
          ProcessHandle.of(games.pid()).stream()
              .flatMap(ProcessHandle::descendants)
              .filter(p -> p.info().command().orElse("").endsWith("java"))
              .toList();
      if (machines.size() != PROCESSES) {
        throw new RowFailedException(machines.size() + " processes run, expected " + PROCESSES);
      }
      double sum = 0;
      for (ProcessHandle machine : machines) {
        sum += residentBytes(machine.pid()) / MB;
      }
      most = Math.max(most, sum);
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    } while (System.nanoTime() < end);
    return most;
  }

  private static long residentBytes(long pid) throws IOException, RowFailedException {
    try {
      Path status = Path.of("/proc", Long.toString(pid), "status");
      return Files.readAllLines(status, StandardCharsets.ISO_8859_1).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .map(line -> line.replaceAll("\\D", ""))
          .mapToLong(kib -> Long.parseLong(kib) * KIB)
          .findFirst()
          .orElseThrow(() -> new RowFailedException("process " + pid + " has ended"));
    } catch (NoSuchFileException e) {
      throw new RowFailedException("process " + pid + " has ended: no " + e.getMessage());
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
