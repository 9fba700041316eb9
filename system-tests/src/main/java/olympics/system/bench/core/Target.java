package olympics.system.bench.core;

/**
 * What a figure must be.
 *
 * @param atLeast whether more is better; if not, the figure must be at most the limit
 */
public record Target(boolean atLeast, double limit) {
  /** What five rounds have; of fewer nothing is judged. */
  private static final double LEAST_CONFIDENCE = 0.93;

  /** Whether a target is reached. */
  public enum Verdict {
    /** By the whole interval. */
    REACHED("reached"),
    /** By no value of the interval. */
    MISSED("missed"),
    /** By a part of the interval, or it was measured too few times. */
    NOT_SHOWN("not shown");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  static Target atLeast(double limit) {
    return new Target(true, limit);
  }

  static Target atMost(double limit) {
    return new Target(false, limit);
  }

  /** Judges by the end of the interval that is the worse one, not by the median. */
  public Verdict judge(MedianInterval measured) {
    if (measured.confidence() < LEAST_CONFIDENCE) {
      return Verdict.NOT_SHOWN;
    }
    if (meets(atLeast ? measured.low() : measured.high())) {
      return Verdict.REACHED;
    }
    return meets(atLeast ? measured.high() : measured.low()) ? Verdict.NOT_SHOWN : Verdict.MISSED;
  }

  private boolean meets(double value) {
    return atLeast ? value >= limit : value <= limit;
  }

  @Override
  public String toString() {
    return (atLeast ? "≥ " : "≤ ") + Figures.text(limit);
  }
}
