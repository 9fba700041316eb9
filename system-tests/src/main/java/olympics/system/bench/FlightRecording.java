package olympics.system.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;
import olympics.system.GamesProcess;
import olympics.system.Jcmd;
import olympics.system.bench.core.Profile;

/** A recording of the flight recorder (JFR) of a running program. */
final class FlightRecording {
  private static final String NAME = "name=benchmark";

  /** Looked at every 10 ms, by the recorder's own settings named profile. */
  private static final String IN_JAVA = "jdk.ExecutionSample";

  /** Looked at every 20 ms. */
  private static final String IN_NATIVE = "jdk.NativeMethodSample";

  /** Where a thread is that waits for something to do. */
  private static final String IDLE = "sun.nio.ch.EPoll.wait";

  /** The classes that the virtual machine makes for lambdas, and the numbers that it gives them. */
  private static final Pattern NUMBERED = Pattern.compile("(\\$\\$Lambda).*|\\+0x.*");

  private FlightRecording() {}

  /** Begins to record. */
  static void start(GamesProcess process) throws IOException, RowFailedException {
    require(Jcmd.ask(process, "JFR.start", NAME, "settings=profile"), "Started recording");
  }

  /** Ends the recording; it is in the file then. */
  static void stop(GamesProcess process, Path file) throws IOException, RowFailedException {
    Files.deleteIfExists(file);
    require(Jcmd.ask(process, "JFR.stop", NAME, "filename=" + file), "Stopped recording");
  }

  private static void require(String said, String wanted) throws RowFailedException {
    if (!said.contains(wanted)) {
      throw new RowFailedException("the flight recorder says: " + said);
    }
  }

  /** What a recording says about where the time went. */
  static Profile profile(Path file) throws IOException, RowFailedException {
    List<Profile.Sample> samples = new ArrayList<>();
    for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
      String kind = event.getEventType().getName();
      if (event.getStackTrace() != null && (kind.equals(IN_JAVA) || kind.equals(IN_NATIVE))) {
        sample(event, kind.equals(IN_JAVA) ? 1 : 2).ifPresent(samples::add);
      }
    }
    if (samples.isEmpty()) {
      throw new RowFailedException("the flight recorder saw nothing: record for longer");
    }
    return new Profile(samples);
  }

  private static Optional<Profile.Sample> sample(RecordedEvent event, int weight) {
    List<String> frames =
        event.getStackTrace().getFrames().stream().map(frame -> name(frame.getMethod())).toList();
    return frames.isEmpty() || frames.get(0).equals(IDLE)
        ? Optional.empty()
        : Optional.of(new Profile.Sample(frames, weight));
  }

  private static String name(RecordedMethod method) {
    String type = method.getType().getName();
    return NUMBERED.matcher(type).replaceAll("$1") + "." + method.getName();
  }
}
