package olympics.system.bench.core;

import java.util.List;
import java.util.Optional;

/**
 * A figure that has a target.
 *
 * @param what is measured
 * @param against what it is compared with
 * @param place where its values stand among the measurements
 * @param kind what is made of them
 */
public record Claim(String what, String against, Place place, Kind kind, Target target) {
  /** The series of what is ours, and of what it is compared with. */
  public static final String OURS = "ours";

  public static final String PEER = "peer";

  /** The read throughput that the Python original's authors had of it, on another machine. */
  private static final double PYTHON_READS_A_SECOND = 590;

  /** Where values stand. */
  public record Place(String subject, double x) {}

  /** What is made of the values. */
  public sealed interface Kind {
    /** Ours to the peer's of the same round. */
    record Ratio() implements Kind {}

    /** Ours as it is. */
    record Value(String unit) implements Kind {}

    /** Ours to a number that was not measured here. */
    record ToPublished(double number) implements Kind {}
  }

  /** All of them, in the order of the table. */
  public static List<Claim> all() {
    return List.of(
        read(16, "front-end", "a cached read at a front-end", "nginx, a constant", 0.75),
        read(64, "front-end", "a cached read at a front-end", "nginx, a constant", 0.75),
        read(1, "balancer", "a read through PygmyDotCom", "HAProxy, same front-ends", 0.5),
        read(16, "balancer", "a read through PygmyDotCom", "HAProxy, same front-ends", 0.75),
        read(64, "balancer", "a read through PygmyDotCom", "HAProxy, same front-ends", 1.0),
        read(256, "balancer", "a read through PygmyDotCom", "HAProxy, same front-ends", 1.4),
        sequential(0, "nothing added to the database link", 1.0),
        sequential(5, "5 ms added to the database link", 0.525),
        new Claim(
            "durable writes at a front-end, 64 writers, throughput",
            "one commit for each write, same path and disk",
            new Place("writes", 64),
            new Kind.Ratio(),
            Target.atLeast(1.5)),
        new Claim(
            "fsyncs for each acknowledged write, 64 writers",
            "–",
            new Place("fsyncs", 64),
            new Kind.Value(""),
            Target.atMost(0.1)),
        new Claim(
            "update acknowledged until shown by 1,000 push tablets, p99",
            "–",
            new Place("push-p99", 1_000),
            new Kind.Value("ms"),
            Target.atMost(100)),
        new Claim(
            "live heap of the four servers, growth for each 1,000,000 reads, 64 connections",
            "–",
            new Place("memory-heap-growth", 64),
            new Kind.Value("MiB"),
            Target.atMost(2)),
        new Claim(
            "resident memory of the four servers, growth for each 1,000,000 reads, 64 connections",
            "–",
            new Place("memory-resident-growth", 64),
            new Kind.Value("MiB"),
            Target.atMost(24)),
        new Claim(
            "twice the reads that PygmyDotCom can take: answered with a value",
            "what it can take, 256 connections",
            new Place("overload", 2),
            new Kind.Ratio(),
            Target.atLeast(0.7)),
        new Claim(
            "twice the reads: from when one was due to its value, p99",
            "–",
            new Place("overload-p99", 2),
            new Kind.Value("ms"),
            Target.atMost(1_000)),
        new Claim(
            "scripts/games, built: until a tablet shows something",
            "–",
            new Place("start", 0),
            new Kind.Value("s"),
            Target.atMost(5)),
        new Claim(
            "scripts/games: the seven processes together, resident",
            "–",
            new Place("memory", 0),
            new Kind.Value("MB"),
            Target.atMost(700)),
        new Claim(
            "reads through PygmyDotCom, 64 connections",
            "the Python original's published 590/s, another machine",
            new Place("balancer", 64),
            new Kind.ToPublished(PYTHON_READS_A_SECOND),
            Target.atLeast(20)),
        new Claim(
            "reads through PygmyDotCom, 64 connections",
            "a stand-in for the Python original",
            new Place("python", 64),
            new Kind.Ratio(),
            Target.atLeast(20)));
  }

  private static Claim read(
      int connections, String subject, String what, String against, double limit) {
    return new Claim(
        what + ", " + connections + (connections == 1 ? " connection" : " connections"),
        against,
        new Place(subject, connections),
        new Kind.Ratio(),
        Target.atLeast(limit));
  }

  private static Claim sequential(int delayMillis, String delay, double limit) {
    return new Claim(
        "50 reads in a row with the cache, mean; " + delay,
        "the same without a cache",
        new Place("sequential", delayMillis),
        new Kind.Ratio(),
        Target.atMost(limit));
  }

  /** The figure with its interval, if it was measured. */
  public Optional<MedianInterval> figure(Measurements measured) {
    List<Double> ours = measured.values(place.subject(), OURS, place.x());
    if (ours.isEmpty()) {
      return Optional.empty();
    }
    if (kind instanceof Kind.ToPublished published) {
      return Optional.of(MedianInterval.of(ours).dividedBy(published.number()));
    }
    return Optional.of(
        kind instanceof Kind.Ratio
            ? MedianInterval.ofRatios(ours, measured.values(place.subject(), PEER, place.x()))
            : MedianInterval.of(ours));
  }

  /** The unit of the figure; none for a ratio. */
  public String unit() {
    return kind instanceof Kind.Value value ? value.unit() : "";
  }
}
