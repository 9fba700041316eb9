package olympics.system.bench;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import olympics.system.Games;

/**
 * The database server as it is, but for one number: a group has one write. It is what group commit
 * is measured against: the same path, the same writers at once, one commit for each write. One
 * writer at a time would not be: it would wait for its own calls too.
 */
final class OneCommitPerWrite {
  private static final String SOURCE =
      "database-server/src/main/java/olympics/database/storage/GroupCommit.java";

  private static final Pattern GROUP = Pattern.compile("(MAX_GROUP = )\\d+;");

  /** Starts it with the flags of its launcher; the arguments follow. */
  private static final String START =
      "source \"$1\"; find_java; run_jar server \"$2\" \"$3\" -- \"${@:4}\"";

  private OneCommitPerWrite() {}

  /**
   * Compiles the changed class; the words that start the server with it.
   *
   * @throws RowFailedException if the source is not what it was, or there is no compiler
   */
  static List<String> words(Path folder) throws IOException, RowFailedException {
    Path root = Games.projectRoot();
    Matcher group = GROUP.matcher(Files.readString(root.resolve(SOURCE)));
    if (!group.find()) {
      throw new RowFailedException("the size of a group no longer stands in " + SOURCE);
    }
    Path source =
        Files.createDirectories(folder.resolve("single/source")).resolve("GroupCommit.java");
    Files.writeString(source, group.replaceFirst("$11;"));
    Path jar = root.resolve("database-server/target/database-server.jar");
    Path classes = Files.createDirectories(folder.resolve("single/classes"));
    compile(source, classes, jar + ":" + root.resolve("target/lib") + "/*");
    return List.of(
        "bash",
        "-c",
        START,
        "database-server",
        root.resolve("scripts/lib/launch.sh").toString(),
        classes + ":" + jar,
        "olympics.database.DatabaseServer");
  }

  private static void compile(Path source, Path classes, String classPath)
      throws IOException, RowFailedException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new RowFailedException("needs a JDK, and this Java has no compiler");
    }
    StringWriter said = new StringWriter();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  said,
                  files,
                  null,
                  List.of("-proc:none", "-nowarn", "-cp", classPath, "-d", classes.toString()),
                  null,
                  files.getJavaFileObjects(source))
              .call();
      if (!compiled) {
        throw new RowFailedException("does not compile any more: " + said);
      }
    }
  }
}
