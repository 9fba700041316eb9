package olympics.attack;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import olympics.http.RawHttp;
import olympics.process.core.Address;

/** Bytes that a client sends to a server in ill will. */
public final class Attack {
  private static final Duration AT_ONCE = Duration.ofMillis(100);
  private static final int REPEATS = 3;
  private static final int ROUNDS = 5;

  private final String name;
  private final byte[] bytes;
  private final int goodCalls;
  private final boolean endsItsSide;

  /**
   * An attack.
   *
   * @param name for people
   * @param bytes all of it
   * @param goodCalls how many calls it begins with that are to be answered well
   * @param endsItsSide whether the client ends its side afterwards, since a server may wait for
   *     more
   */
  Attack(String name, byte[] bytes, int goodCalls, boolean endsItsSide) {
    this.name = name;
    this.bytes = bytes;
    this.goodCalls = goodCalls;
    this.endsItsSide = endsItsSide;
  }

  /**
   * What came of it.
   *
   * @param took from the first byte sent to the answer or the end
   * @param answers those that came before the connection ended; after the good calls one at most
   */
  public record Result(Duration took, List<RawHttp.Answer> answers) {}

  /** Sends it on a connection of its own, and waits for the answer or the end. */
  public Result launch(Address server) throws IOException {
    long began = System.nanoTime();
    List<RawHttp.Answer> answers = new ArrayList<>();
    try (RawHttp raw = new RawHttp(server)) {
      send(raw);
      while (answers.size() <= goodCalls) {
        answers.add(raw.read());
      }
    } catch (java.net.SocketTimeoutException e) {
      throw new AssertionError(name + " is neither answered nor ended", e);
    } catch (IOException e) {
      // The connection ended: one of the two ways to refuse.
    }
    return new Result(Duration.ofNanos(System.nanoTime() - began), answers);
  }

  private void send(RawHttp raw) {
    try {
      raw.send(bytes);
      if (endsItsSide) {
        raw.shutdownOutput();
      }
    } catch (IOException e) {
      // Refused before it was all there; the answer may have come all the same.
    }
  }

  /**
   * How long an answer may take: 100 ms, and as many times more as there are more threads that want
   * to run than cores, since then others' work is measured.
   */
  public static Duration atOnce() {
    double waiting =
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()
            / Runtime.getRuntime().availableProcessors();
    return AT_ONCE.multipliedBy((long) Math.ceil(Math.max(1, waiting)));
  }

  /**
   * Launches it several times after a first one that does not count, and checks each answer.
   *
   * @return the median of the times: one pause of a busy machine says nothing of the server. If it
   *     is past {@link #atOnce}, it is measured anew, a few times: a machine has slow moments, but
   *     a server that needs longer needs it each time.
   * @throws AssertionError if a call was carried out, or an answer tells of the inside
   */
  public Duration refused(Address server) throws IOException {
    checked(launch(server));
    Duration median = median(server);
    for (int i = 1; i < ROUNDS && median.compareTo(atOnce()) > 0; i++) {
      median = median(server);
    }
    return median;
  }

  private Duration median(Address server) throws IOException {
    Duration[] times = new Duration[REPEATS];
    for (int i = 0; i < REPEATS; i++) {
      Result result = launch(server);
      checked(result);
      times[i] = result.took();
    }
    Arrays.sort(times);
    return times[REPEATS / 2];
  }

  private void checked(Result result) {
    for (int i = 0; i < result.answers().size(); i++) {
      RawHttp.Answer answer = result.answers().get(i);
      boolean good = answer.status() == 200 && !answer.body().contains("<fault>");
      if (good != i < goodCalls) {
        throw new AssertionError(name + " is answered " + answer);
      }
      Leaks.requireNone(name, answer.body());
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
