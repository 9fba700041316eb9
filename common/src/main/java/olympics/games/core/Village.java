package olympics.games.core;

import java.util.List;

/** The default catalogue: the teams and events of the village's Games. */
public final class Village {
  public static final List<String> TEAMS = List.of("Gaul", "Rome", "Carthage", "Greece", "Persia");

  /** The village's events, each with the unit its scores are counted in. */
  public static final List<Event> EVENTS =
      List.of(
          new Event("Stone Curling", "points"),
          new Event("Stone Skating", "laps"),
          new Event("Underwater Stone Weaving", "baskets"),
          new Event("Synchronized Stone Swimming", "points"));

  private Village() {}

  /** An event of the village. */
  public record Event(String name, String unit) {}
}
