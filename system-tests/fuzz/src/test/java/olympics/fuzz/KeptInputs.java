package olympics.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The inputs that are kept for a fuzz test: seeds, what the fuzzer found, and past bugs. */
public final class KeptInputs {
  private KeptInputs() {}

  /** All of them, in the order of their names. */
  public static List<byte[]> of(Class<?> fuzzTest) {
    return files(fuzzTest).stream().map(KeptInputs::bytes).toList();
  }

  /** One of them, by the name of its file. */
  public static byte[] named(Class<?> fuzzTest, String name) {
    return files(fuzzTest).stream()
        .filter(file -> file.getFileName().toString().equals(name))
        .map(KeptInputs::bytes)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no input is named " + name));
  }

  /** How many of them break a property. */
  public static long breaking(Class<?> fuzzTest, Consumer<byte[]> property) {
    return of(fuzzTest).stream().filter(input -> breaks(property, input)).count();
  }

  /** Whether an input breaks a property. */
  public static boolean breaks(Consumer<byte[]> property, byte[] input) {
    try {
      property.accept(input);
      return false;
    } catch (AssertionError broken) {
      return true;
    }
  }

  private static List<Path> files(Class<?> fuzzTest) {
    String folder = fuzzTest.getSimpleName() + "Inputs";
    URL found = fuzzTest.getResource(folder);
    if (found == null) {
      throw new IllegalStateException("there is no folder of resources " + folder);
    }
    try (Stream<Path> files = Files.walk(Path.of(found.toURI()))) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException("cannot read " + found, e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
