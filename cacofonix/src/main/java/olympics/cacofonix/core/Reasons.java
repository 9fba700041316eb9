package olympics.cacofonix.core;

import java.util.HashSet;
import java.util.Set;

/**
 * Which reasons of an outage a person is told: each once, and no more than {@link #MOST}, so that
 * reasons that take turns do not fill the screen. Confined to one thread.
 */
public final class Reasons {
  static final int MOST = 8;

  private final Set<String> told = new HashSet<>();

  /** An outage began: whatever was told before counts no more. */
  public void begin() {
    told.clear();
  }

  /** Whether this one is to be told; it counts as told then. */
  public boolean isNews(String reason) {
    return told.size() < MOST && told.add(reason);
  }
}
