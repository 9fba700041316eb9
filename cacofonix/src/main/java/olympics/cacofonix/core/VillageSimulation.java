package olympics.cacofonix.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import olympics.cacofonix.core.Update.MedalWon;
import olympics.cacofonix.core.Update.ScoreReport;
import olympics.games.core.Medal;
import olympics.games.core.Village;

/**
 * The village's Games: the same seed always plays the same Games.
 *
 * <p>Three teams compete in each event. One of them gains at each report; when one has enough and
 * no two are level, gold, silver and bronze follow in that order, and the event begins again with
 * teams drawn anew. Endless. Confined to one thread.
 */
public final class VillageSimulation {
  private static final int CONTESTANTS = Medal.values().length;
  private static final int ENOUGH = 7;

  private final Random random;
  private final List<Contest> contests = new ArrayList<>();
  private final Deque<Update> ceremony = new ArrayDeque<>();

  public VillageSimulation(long seed) {
    random = new Random(seed);
    for (Village.Event event : Village.EVENTS) {
      contests.add(new Contest(event));
    }
  }

  /** What happens next. */
  public Update next() {
    if (!ceremony.isEmpty()) {
      return ceremony.remove();
    }
    return contests.get(random.nextInt(contests.size())).play();
  }

  private final class Contest {
    private final Village.Event event;
    private final List<String> teams = new ArrayList<>();
    private final int[] counts = new int[CONTESTANTS];

    Contest(Village.Event event) {
      this.event = event;
      begin();
    }

    private void begin() {
      List<String> drawn = new ArrayList<>(Village.TEAMS);
      Collections.shuffle(drawn, random);
      teams.clear();
      teams.addAll(drawn.subList(0, CONTESTANTS));
      Arrays.fill(counts, 0);
    }

    private Update play() {
      counts[random.nextInt(CONTESTANTS)]++;
      List<Integer> standing = standing();
      Update report = new ScoreReport(event.name(), text(standing));
      if (isDecided(standing)) {
        Medal[] medals = Medal.values();
        for (int place = 0; place < CONTESTANTS; place++) {
          ceremony.add(new MedalWon(teams.get(standing.get(place)), medals[place], event.name()));
        }
        begin();
      }
      return report;
    }

    /** The contestants' indices, the best first; level ones as they were drawn. */
    private List<Integer> standing() {
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < CONTESTANTS; i++) {
        order.add(i);
      }
      order.sort((a, b) -> Integer.compare(counts[b], counts[a]));
      return order;
    }

    private boolean isDecided(List<Integer> standing) {
      return counts[standing.get(0)] >= ENOUGH
          && counts[standing.get(0)] > counts[standing.get(1)]
          && counts[standing.get(1)] > counts[standing.get(2)];
    }

    /** As {@code Gaul 5 points, Rome 3, Greece 0}. */
    private String text(List<Integer> standing) {
      StringBuilder text = new StringBuilder();
      for (int contestant : standing) {
        boolean first = text.isEmpty();
        text.append(first ? "" : ", ").append(teams.get(contestant));
        text.append(' ').append(counts[contestant]);
        text.append(first ? " " + unit(counts[contestant]) : "");
      }
      return text.toString();
    }

    private String unit(int count) {
      String unit = event.unit();
      return count == 1 && unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit;
    }
  }
}
