package olympics.database;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import olympics.cli.CommonOptions;
import olympics.cli.Examples;
import olympics.cli.ExitCode;
import olympics.cli.Program;
import olympics.database.storage.Backups;
import olympics.games.core.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes a backup of a database, while it is served or not. */
@Command(
    name = "backup",
    header = "Copies the database into one file, while it is served or not.",
    description = "The copy holds every write that was acknowledged before. It is checked.")
@Examples({"backup games-day-1.db", "backup --data-dir=/var/lib/games /backups/scores-1200.db"})
final class Backup implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Mixin private DatabaseOption database;

  @Parameters(paramLabel = "FILE", description = "The backup; it must not exist yet.")
  private Path copy;

  @Spec private CommandSpec spec;

  /** Runs the program. */
  public static void main(String[] args) {
    Program.run(new Backup(), args);
  }

  @Override
  public Integer call() throws IOException {
    Path from = database.database(common);
    Version through = Backups.take(from, copy);
    spec.commandLine()
        .getOut()
        .println("backed up " + from + " to " + copy.toAbsolutePath() + " version=" + through);
    return ExitCode.OK;
  }
}
