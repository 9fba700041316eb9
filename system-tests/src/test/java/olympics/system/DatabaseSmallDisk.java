package olympics.system;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A disk for one database that can be full, and have room again, while the server runs. No
 * privileges beyond the user's own are needed.
 *
 * <p>Best is a small file system of the server's own, in a mount namespace. Where the system allows
 * no namespaces, strace makes the kernel answer each write to the log with ENOSPC.
 */
abstract class DatabaseSmallDisk {
  private static final String SIZE = "8m";

  final DatabaseRig rig;

  private DatabaseSmallDisk(DatabaseRig rig) {
    this.rig = rig;
  }

  /** What is possible here. */
  static DatabaseSmallDisk of(DatabaseRig rig) throws IOException, InterruptedException {
    if (ends("unshare", "-Urm", "mount", "-t", "tmpfs", "none", "/tmp")) {
      return new Mounted(rig);
    }
    if (DatabaseSyncTrace.isPossible()) {
      return new Injected(rig);
    }
    throw new AssertionError(
        "no way to make a disk full: neither user namespaces (unshare -Urm) nor strace are"
            + " possible here; install strace or allow one of them");
  }

  private static boolean ends(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Starts the server on this disk. */
  abstract GamesProcess start() throws IOException;

  /** Leaves no room. */
  abstract void fill() throws IOException;

  /** Makes room again. */
  abstract void free() throws IOException;

  /** What it is, for the record. */
  abstract String kind();

  private static final class Mounted extends DatabaseSmallDisk {
    private static final String MOUNT =
        "mount -t tmpfs -o size=" + SIZE + " games \"$0\" && exec \"$@\"";

    private Path ballast;

    Mounted(DatabaseRig rig) {
      super(rig);
    }

    @Override
    GamesProcess start() throws IOException {
      Path disk = rig.file().getParent();
      GamesProcess server = rig.start("unshare", "-Urm", "sh", "-c", MOUNT, disk.toString());
      // The same process all the way; its root shows its own mounts.
      ballast = Path.of("/proc/" + server.pid() + "/root" + disk + "/ballast");
      return server;
    }

    @Override
    void fill() throws IOException {
      byte[] block = new byte[4_096];
      try (OutputStream out = Files.newOutputStream(ballast)) {
        while (true) {
          out.write(block);
        }
      } catch (IOException full) {
        if (!String.valueOf(full.getMessage()).contains("No space left")) {
          throw full;
        }
      }
    }

    @Override
    void free() throws IOException {
      Files.delete(ballast);
    }

    @Override
    String kind() {
      return "a file system of " + SIZE;
    }
  }

  private static final class Injected extends DatabaseSmallDisk {
    private GamesProcess server;
    private GamesProcess injector;

    Injected(DatabaseRig rig) {
      super(rig);
    }

    @Override
    GamesProcess start() throws IOException {
      server = rig.start();
      return server;
    }

    @Override
    void fill() throws IOException {
      List<String> command =
          List.of(
              "strace",
              "-f",
              "-p",
              Long.toString(server.pid()),
              "-P",
              rig.file() + "-wal",
              "-e",
              "trace=pwrite64,write",
              "-e",
              "inject=pwrite64,write:error=ENOSPC",
              "-o",
              "/dev/null");
      injector = rig.track(GamesProcess.start("full disk", command, rig.directory(), Map.of()));
      injector.awaitLine("attached", Duration.ofSeconds(20));
    }

    @Override
    void free() {
      injector.signal("INT");
      injector.waitForEnd(Duration.ofSeconds(20));
    }

    @Override
    String kind() {
      return "ENOSPC injected by strace";
    }
  }
}
