package olympics.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import olympics.rpc.RpcFailure;
import olympics.rpc.RpcFault;
import olympics.wire.Methods;

/**
 * Makes the archives of class data from which the programs start: most of a start is loading
 * classes. It runs the Games for a moment, has each process list the classes that it loads, and has
 * the virtual machine write them to {@code target/class-archives/PROGRAM-JAVA.jsa}, which the
 * launchers use if it is there. A virtual machine takes no archive of another one or of other jars;
 * it then loads the classes as ever.
 */
public final class ClassArchives {
  private static final Duration SOON = Duration.ofSeconds(60);

  /**
   * From this version on the virtual machine surely archives lambdas beside classes of Java 1.4.
   */
  private static final int ARCHIVES_LAMBDAS = 25;

  /** From this version on the launchers say what may use native code, and archives must as well. */
  private static final int COMPARES_ACCESS = 24;

  private final Path root;
  private final Path folder;

  private ClassArchives(Path root) {
    this.root = root;
    this.folder = root.resolve("target/class-archives");
  }

  /** Makes the archives anew, unless all are newer than all jars. */
  public static void main(String[] args) throws Exception {
    new ClassArchives(Games.projectRoot().toRealPath()).makeIfNeeded();
  }

  private void makeIfNeeded() throws IOException, InterruptedException {
    if (areCurrent()) {
      return;
    }
    remove();
    Files.createDirectories(folder);
    for (Map.Entry<String, Long> program : runOnce().entrySet()) {
      archive(program.getKey(), listOf(program.getValue()));
    }
    removeLists();
  }

  private boolean areCurrent() throws IOException {
    long oldest = Long.MAX_VALUE;
    long newest = 0;
    for (String program : Games.PROGRAMS) {
      Path archive = archiveOf(program);
      oldest =
          Math.min(
              oldest, Files.exists(archive) ? Files.getLastModifiedTime(archive).toMillis() : 0);
      newest = Math.max(newest, Files.getLastModifiedTime(jarOf(program)).toMillis());
    }
    return oldest > newest;
  }

  private void remove() throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** Runs every program until it has done what it is there for; their process ids. */
  private Map<String, Long> runOnce() {
    Map<String, Long> ids = new LinkedHashMap<>();
    try (Games games =
        Games.prepare().withJavaOptions("-XX:DumpLoadedClassList=" + folder + "/%p.classes")) {
      games.startAll();
      GamesProcess tablet = games.client("stone-tablet", "--port=0", "--push", "--team=Gaul");
      tablet.awaitLine("registered for push", SOON);
      games.call(Games.BALANCER, Methods.INCREMENT_MEDAL_TALLY, "Gaul", "gold", games.password());
      tablet.awaitLine("gold 1", SOON);
      GamesProcess cacofonix = games.client("cacofonix");
      cacofonix.awaitLine("version=", SOON);
      ids.put("cacofonix", end(cacofonix));
      ids.put("stone-tablet", end(tablet));
      ids.put("pygmy-dotcom", end(games.server(Games.BALANCER)));
      ids.put("obelix-server", end(games.server(Games.TWO)));
      end(games.server(Games.ONE));
      ids.put("database-server", end(games.server(Games.DATABASE)));
    } catch (RpcFault | RpcFailure e) {
      throw new IllegalStateException("the Games do not run", e);
    }
    return ids;
  }

  /** The list is whole when the process has ended by itself. */
  private static long end(GamesProcess process) {
    var unusedExitCode = process.terminate(SOON);
    return process.pid();
  }

  private Path listOf(long pid) throws IOException {
    Path listed = folder.resolve("pid" + pid + ".classes");
    if (Runtime.version().feature() >= ARCHIVES_LAMBDAS) {
      return listed;
    }
    // With those for picocli, whose classes are of the old form, Java 17 itself crashes.
    List<String> lines = new ArrayList<>(Files.readAllLines(listed, StandardCharsets.UTF_8));
    lines.removeIf(line -> line.startsWith("@lambda-proxy") && line.contains("picocli"));
    return Files.write(listed, lines);
  }

  private void archive(String program, Path classes) throws IOException, InterruptedException {
    Path archive = archiveOf(program);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xshare:dump"));
    if (Runtime.version().feature() >= COMPARES_ACCESS) {
      command.add("--enable-native-access=ALL-UNNAMED"); // As scripts/lib/launch.sh has it.
    }
    command.add("-XX:SharedClassListFile=" + classes);
    command.add("-XX:SharedArchiveFile=" + archive);
    command.addAll(List.of("-cp", jarOf(program).toString()));
    Process dump =
        new ProcessBuilder(command).redirectErrorStream(true).directory(folder.toFile()).start();
    String said = new String(dump.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (dump.waitFor() != 0) {
      // Not every virtual machine can; the programs run without it, and are only slower to start.
      System.err.println("no archive of the classes of " + program + " was made:\n" + said);
    }
  }

  private void removeLists() throws IOException {
    try (DirectoryStream<Path> lists = Files.newDirectoryStream(folder, "*.classes")) {
      for (Path list : lists) {
        Files.delete(list);
      }
    }
  }

  private Path archiveOf(String program) {
    return folder.resolve(program + "-" + System.getProperty("java.version") + ".jsa");
  }

  private Path jarOf(String program) {
    return root.resolve(program + "/target/" + program + ".jar");
  }
}
