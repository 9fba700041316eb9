package olympics.system.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The programs of others, as Debian has them. */
final class Programs {
  static final String WRK = "wrk";
  static final String NGINX = "nginx";
  static final String HAPROXY = "haproxy";
  static final String STRACE = "strace";
  static final String PYTHON = "python3";

  /** Comes with a JDK, as the compiler does. */
  static final String JCMD = "jcmd";

  private static final String JDK = "openjdk-17-jdk-headless";

  static final List<String> ALL = List.of(WRK, NGINX, HAPROXY, STRACE, PYTHON);

  /** What asks those for their versions that do not tell them by -v. */
  private static final Set<String> CAPITAL_V = Set.of(STRACE, PYTHON);

  /** Where servers are, which is not on everybody's path. */
  private static final List<String> SYSTEM = List.of("/usr/local/sbin", "/usr/sbin", "/sbin");

  private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d[^\\s,]*");

  private Programs() {}

  /** Where a program is. */
  static Optional<Path> find(String name) {
    List<String> folders =
        new ArrayList<>(Arrays.asList(System.getenv().getOrDefault("PATH", "").split(":", -1)));
    folders.addAll(SYSTEM);
    folders.add(Path.of(System.getProperty("java.home"), "bin").toString());
    return folders.stream()
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** What has to be installed for it, as Debian calls it. */
  static String packageOf(String name) {
    return name.equals(JCMD) ? JDK : name;
  }

  static String path(String name) {
    return find(name)
        .orElseThrow(() -> new IllegalStateException("there is no " + name))
        .toString();
  }

  /** Its version; "not installed" if there is none. */
  static String version(String name) {
    Optional<Path> path = find(name);
    if (path.isEmpty()) {
      return "not installed";
    }
    try {
      Process asked =
          new ProcessBuilder(path.get().toString(), CAPITAL_V.contains(name) ? "-V" : "-v")
              .redirectErrorStream(true)
              .start();
      asked.getOutputStream().close();
      String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher version = VERSION.matcher(said);
      return version.find() ? version.group() : "of unknown version";
    } catch (IOException e) {
      return "of unknown version: " + e.getMessage();
    }
  }
}
