package olympics.system.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Finds the browser and its driver that the system has; nothing is ever downloaded. */
final class Installed {
  private Installed() {}

  static Path browser() {
    return find(path(), "chromium", "chromium-browser", "google-chrome");
  }

  static Path driver() {
    return find(path(), "chromedriver");
  }

  private static List<String> path() {
    return List.of(System.getenv("PATH").split(File.pathSeparator, -1));
  }

  /**
   * The first program of one of these names.
   *
   * @throws AssertionError saying what to install, if there is none
   */
  static Path find(List<String> folders, String... names) {
    return Arrays.stream(names)
        .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError(
                    "these tests need a browser and its driver, and there is no "
                        + String.join(" nor ", names)
                        + " in PATH: install Debian's packages chromium and chromium-driver, as"
                        + " .ci/run does"));
  }
}
