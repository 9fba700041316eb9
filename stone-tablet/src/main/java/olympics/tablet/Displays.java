package olympics.tablet;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import olympics.tablet.core.Catalogue;
import olympics.tablet.core.Change;
import olympics.tablet.core.Known;

/** Tells several displays the same, in the order in which they were added. */
final class Displays implements Display {
  private final List<Display> all = new CopyOnWriteArrayList<>();

  void add(Display display) {
    all.add(display);
  }

  @Override
  public void following(Catalogue followed, OptionalLong seed) {
    all.forEach(display -> display.following(followed, seed));
  }

  @Override
  public void changed(List<Change> changes) {
    all.forEach(display -> display.changed(changes));
  }

  @Override
  public void heard(Known known) {
    all.forEach(display -> display.heard(known));
  }
}
