package olympics.tablet;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import olympics.tablet.core.Catalogue;
import olympics.tablet.core.Change;

/** Shows so many values and no more, then ends the tablet. */
final class CountedDisplay implements Display {
  private final Display display;
  private final Runnable end;
  private int left;

  /**
   * A display that passes on to another one.
   *
   * @param most how many values
   * @param end run after the last
   */
  CountedDisplay(Display display, int most, Runnable end) {
    this.display = display;
    this.left = most;
    this.end = end;
  }

  @Override
  public void following(Catalogue followed, OptionalLong seed) {
    display.following(followed, seed);
  }

  @Override
  public void changed(List<Change> changes) {
    List<Change> shown = new ArrayList<>();
    for (Change change : changes) {
      if (left > 0) {
        shown.add(change);
        left -= change instanceof Change.Value ? 1 : 0;
      }
    }
    display.changed(shown);
    if (left == 0) {
      end.run();
    }
  }
}
