package olympics.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes the secrets that servers on several machines share. Leaves alone what is there. */
@Command(
    name = "init-secrets",
    header = "Makes the secrets that servers on several machines share.")
@Examples({"init-secrets", "init-secrets --data-dir /var/lib/games"})
public final class InitSecrets implements Callable<Integer> {
  @Mixin private CommonOptions common;

  @Spec private CommandSpec spec;

  /** Runs the program. */
  public static void main(String[] args) {
    Program.run(new InitSecrets(), args);
  }

  @Override
  public Integer call() throws IOException {
    Path directory = common.dataDirectory();
    PrintWriter out = spec.commandLine().getOut();
    make(out, directory.resolve(Secrets.CLUSTER_KEY), Secrets::newKey);
    make(out, directory.resolve(Secrets.PASSWORD), Secrets::newPassword);
    out.println();
    out.println("Copy to the data directory (--data-dir) of the other machines, mode 600:");
    out.println(
        "  " + Secrets.CLUSTER_KEY + "         to every server: database, front-ends, PygmyDotCom");
    out.println(
        "  " + Secrets.PASSWORD + "  to the database server, every front-end, and Cacofonix");
    out.println("StoneTablet needs neither.");
    return ExitCode.OK;
  }

  private static void make(PrintWriter out, Path path, Supplier<String> text) throws IOException {
    boolean made = new SecretFile(path).createIfMissing(text);
    out.println((made ? "made  " : "kept  ") + path);
  }
}
