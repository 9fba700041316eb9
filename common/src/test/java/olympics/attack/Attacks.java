package olympics.attack;

import java.util.ArrayList;
import java.util.List;

/** Every request in ill will that we know of; each must be refused, and cost next to nothing. */
public final class Attacks {
  private Attacks() {}

  /**
   * All of them.
   *
   * @param canary the beginning of the URLs that they try to have read
   */
  public static List<Attack> all(String canary) {
    List<Attack> all = new ArrayList<>(XmlAttacks.all(canary));
    all.addAll(HttpAttacks.all());
    return all;
  }
}
