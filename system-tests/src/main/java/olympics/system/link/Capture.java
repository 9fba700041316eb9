package olympics.system.link;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** All that links carry, as somebody on the network would see it. Thread-safe. */
public final class Capture {
  private final List<ByteArrayOutputStream> streams = new CopyOnWriteArrayList<>();

  /** Where one direction of one connection is written to; apart from all others. */
  OutputStream stream() {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    streams.add(stream);
    return stream;
  }

  /** In how many directions of connections a text was seen. */
  public long sightings(String text) {
    return streams.stream()
        .filter(stream -> stream.toString(StandardCharsets.ISO_8859_1).contains(text))
        .count();
  }

  /** How many bytes were seen. */
  public long bytes() {
    return streams.stream().mapToLong(ByteArrayOutputStream::size).sum();
  }
}
