package olympics.pygmy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.netty.util.LeakPresenceDetector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import olympics.process.core.Address;
import olympics.pygmy.core.Timing;
import olympics.rpc.ClusterKey;
import olympics.tls.Links;

/** A balancer before front-ends that do what they are told; closing it checks for leaks. */
final class Rig implements AutoCloseable {
  static final ClusterKey KEY = new ClusterKey("a cluster key for tests".getBytes(UTF_8));
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** On a machine that is very busy a front-end of a test may not get to answer for seconds. */
  private static final Timing PATIENT =
      patient(Timing.DEFAULT.minGraceNanos(), Timing.DEFAULT.maxGraceNanos());

  private static Timing patient(long minGraceNanos, long maxGraceNanos) {
    return new Timing(
        seconds(10),
        seconds(20),
        minGraceNanos,
        maxGraceNanos,
        seconds(20),
        seconds(10),
        seconds(50),
        seconds(5),
        Timing.DEFAULT.minBackoffNanos(),
        Timing.DEFAULT.maxBackoffNanos(),
        Timing.DEFAULT.maxAttempts());
  }

  private final List<FakeFrontEnd> frontEnds = new ArrayList<>();
  private final List<RawClient> clients = new ArrayList<>();
  private final PygmyDotCom pygmy;

  private static long seconds(long seconds) {
    return Duration.ofSeconds(seconds).toNanos();
  }

  private Rig(int count, Limits limits, Timing timing) {
    for (int uid = 1; uid <= count; uid++) {
      frontEnds.add(new FakeFrontEnd(uid));
    }
    try {
      pygmy =
          PygmyDotCom.start(
              new Settings(
                  new Address("127.0.0.1", 0),
                  frontEnds.stream().map(FakeFrontEnd::address).toList(),
                  KEY,
                  timing,
                  limits,
                  new SplittableRandom(42),
                  Links.PLAIN));
    } catch (IOException e) {
      frontEnds.forEach(FakeFrontEnd::close);
      throw new UncheckedIOException(e);
    }
  }

  static Rig with(int frontEnds) {
    return with(frontEnds, Limits.DEFAULT);
  }

  static Rig with(int frontEnds, Limits limits) {
    return new Rig(frontEnds, limits, Timing.DEFAULT);
  }

  /** For tests that are not about time: a balancer that gives up only after most of a minute. */
  static Rig patient(int frontEnds) {
    return patient(frontEnds, Limits.DEFAULT);
  }

  /** A patient balancer that also waits for word from every front-end before it chooses one. */
  static Rig evenHanded(int frontEnds) {
    return new Rig(frontEnds, Limits.DEFAULT, patient(seconds(5), seconds(5)));
  }

  static Rig patient(int frontEnds, Limits limits) {
    return new Rig(frontEnds, limits, PATIENT);
  }

  FakeFrontEnd frontEnd(int index) {
    return frontEnds.get(index);
  }

  List<FakeFrontEnd> frontEnds() {
    return frontEnds;
  }

  PygmyDotCom pygmy() {
    return pygmy;
  }

  /** Every call that reached a front-end. */
  List<FakeFrontEnd.Call> calls() {
    return frontEnds.stream().flatMap(frontEnd -> frontEnd.calls().stream()).toList();
  }

  /** A new connection of a client; closed with the rig. */
  RawClient client() {
    RawClient client = new RawClient(pygmy.address());
    clients.add(client);
    return client;
  }

  RawClient.Response call(String method, Object... params) {
    try (RawClient client = new RawClient(pygmy.address())) {
      return client.call(method, params);
    }
  }

  /** Waits until the balancer holds nothing for anybody. */
  void awaitIdle() {
    await().atMost(PATIENCE).until(() -> pygmy.held().equals(new PygmyDotCom.Held(0, 0, 0)));
  }

  @Override
  public void close() {
    clients.forEach(RawClient::close);
    awaitIdle();
    pygmy.close();
    frontEnds.forEach(FakeFrontEnd::close);
    LeakPresenceDetector.check();
  }
}
