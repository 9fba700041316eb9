package olympics.cacofonix.core;

import java.time.Duration;

/** The updates of one run, numbered from 1, always the same ones under the same numbers. */
public interface UpdateSource {
  /** The total of a run that ends only when it is stopped. */
  long ENDLESS = Long.MAX_VALUE;

  /** How many updates the run has. */
  long total();

  /**
   * An update by its number.
   *
   * @param sequence 1 to {@link #total}; not less than in the call before
   */
  Update update(long sequence);

  /** How long after the update before it this one is due; not negative. */
  Duration gapBefore(long sequence);

  /** Whether updates that were held up follow at once, or the whole run shifts. */
  boolean catchesUp();
}
