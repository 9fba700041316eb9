package olympics.cacofonix.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * The updates of a results file in the order in which they are published.
 *
 * <p>Rows with times are put in the order of their times and keep their spacing; rows of the same
 * time keep the order of the file. Rows without times keep the order of the file. Immutable, and
 * the same for the same rows: an update's number is its name in the request id.
 */
public final class ReplayPlan {
  private static final Comparator<Result> BY_TIME =
      Comparator.comparing(result -> result.at().orElseThrow());

  private final List<Result> results;
  private final boolean timed;

  private ReplayPlan(List<Result> results, boolean timed) {
    this.results = results;
    this.timed = timed;
  }

  /**
   * The plan of a file's rows, in the order of the file.
   *
   * @throws IllegalArgumentException if some rows have times and others have none
   */
  public static ReplayPlan of(List<Result> rows) {
    long withTimes = rows.stream().filter(row -> row.at().isPresent()).count();
    boolean timed = withTimes > 0;
    if (timed && withTimes < rows.size()) {
      throw new IllegalArgumentException(
          "only " + withTimes + " of " + rows.size() + " rows have times, expected all or none");
    }
    List<Result> ordered = new ArrayList<>(rows);
    if (timed) {
      ordered.sort(BY_TIME);
    }
    return new ReplayPlan(Collections.unmodifiableList(ordered), timed);
  }

  /** How many updates there are. */
  public int size() {
    return results.size();
  }

  /** Whether the rows have times. */
  public boolean timed() {
    return timed;
  }

  /** All updates, in order. */
  public List<Update> updates() {
    return results.stream().map(Result::update).toList();
  }

  /** The run of this plan at a pace. */
  public UpdateSource at(Pace pace) {
    return new Replay(pace);
  }

  private Result result(long sequence) {
    return results.get(Math.toIntExact(sequence - 1));
  }

  private Duration offset(long sequence) {
    Instant first = result(1).at().orElseThrow();
    return Duration.between(first, result(sequence).at().orElseThrow());
  }

  private final class Replay implements UpdateSource {
    private final Pace pace;

    Replay(Pace pace) {
      this.pace = pace;
    }

    @Override
    public long total() {
      return size();
    }

    @Override
    public Update update(long sequence) {
      return result(sequence).update();
    }

    @Override
    public Duration gapBefore(long sequence) {
      if (sequence == 1) {
        return Duration.ZERO;
      }
      return timed
          ? pace.scaled(offset(sequence)).minus(pace.scaled(offset(sequence - 1)))
          : pace.untimedGap();
    }

    @Override
    public boolean catchesUp() {
      return true;
    }
  }
}
