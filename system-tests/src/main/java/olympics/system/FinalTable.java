package olympics.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import olympics.wire.Struct;

/**
 * A medal table as team → "gold/silver/bronze", for comparing; teams without a medal are left out.
 */
record FinalTable(Map<String, String> tallies) {

  /** The answer of {@code get_medal_table}. */
  static FinalTable of(Object answer) {
    Map<String, String> tallies = new TreeMap<>();
    for (Object element : Struct.array(answer)) {
      Struct row = Struct.of(element);
      String tally =
          row.integer("gold") + "/" + row.integer("silver") + "/" + row.integer("bronze");
      if (!tally.equals("0/0/0")) {
        tallies.put(row.string("team"), tally);
      }
    }
    return new FinalTable(tallies);
  }

  /**
   * What a medal file adds up to. Counted here on its own, not with the code under test; works for
   * files whose last two columns are the medal and the team.
   */
  static FinalTable addedUp(Path medals) throws IOException {
    Map<String, int[]> counts = new TreeMap<>();
    List<String> lines = Files.readAllLines(medals);
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      String team = cells[cells.length - 1].strip();
      String medal = cells[cells.length - 2].strip().toLowerCase(Locale.ROOT);
      int column = List.of("gold", "silver", "bronze").indexOf(medal);
      counts.computeIfAbsent(team, key -> new int[3])[column]++;
    }
    Map<String, String> tallies = new TreeMap<>();
    counts.forEach((team, c) -> tallies.put(team, c[0] + "/" + c[1] + "/" + c[2]));
    return new FinalTable(tallies);
  }

  /** The same, as often published. */
  FinalTable times(int rounds) {
    Map<String, String> tallies = new TreeMap<>();
    this.tallies.forEach(
        (team, tally) -> {
          StringJoiner multiplied = new StringJoiner("/");
          for (String count : tally.split("/", -1)) {
            multiplied.add(Integer.toString(rounds * Integer.parseInt(count)));
          }
          tallies.put(team, multiplied.toString());
        });
    return new FinalTable(tallies);
  }

  List<String> lines() {
    return tallies.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList();
  }
}
