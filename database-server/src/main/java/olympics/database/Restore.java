package olympics.database;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import olympics.cli.CommonOptions;
import olympics.cli.Examples;
import olympics.cli.ExitCode;
import olympics.cli.Program;
import olympics.database.storage.Backups;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts a backup in the place of a database that is not served. */
@Command(
    name = "restore",
    header = "Puts a backup in the place of the database; stop the database server first.",
    description = "The backup is checked first. What it replaces is kept beside it.")
@Examples({"restore games-day-1.db", "restore --data-dir=/var/lib/games /backups/scores-1200.db"})
final class Restore implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Mixin private DatabaseOption database;

  @Parameters(paramLabel = "FILE", description = "The backup; it is left as it is.")
  private Path backup;

  @Spec private CommandSpec spec;

  /** Runs the program. */
  public static void main(String[] args) {
    Program.run(new Restore(), args);
  }

  @Override
  public Integer call() throws IOException {
    Path to = database.database(common);
    Backups.Restored restored = Backups.restore(backup, to);
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "restored " + backup.toAbsolutePath() + " to " + to + " version=" + restored.through());
    restored.replaced().ifPresent(path -> out.println("what was there is kept as " + path));
    return ExitCode.OK;
  }
}
