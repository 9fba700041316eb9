package olympics.tablet.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import olympics.games.core.Names;

/** Chooses what to follow among what there is. */
public final class Favourites {
  /** How many teams, and how many events, a tablet follows when it is not told which. */
  public static final int AT_RANDOM = 2;

  private static final int LISTED = 12;
  private static final int NEAR = 3;

  private Favourites() {}

  /** Two teams and two events, any of them equally likely; all, where there are fewer. */
  public static Catalogue atRandom(Catalogue there, RandomGenerator random) {
    return new Catalogue(some(there.teams(), random), some(there.events(), random));
  }

  /** The wanted names as they were first written; those that there are not, as they were given. */
  public static Catalogue asWritten(Catalogue wanted, Catalogue there) {
    return new Catalogue(
        asWritten(wanted.teams(), there.teams()), asWritten(wanted.events(), there.events()));
  }

  /** What is wrong with the wanted names, for a person: one line for each that there is not. */
  public static List<String> problems(Catalogue wanted, Catalogue there) {
    List<String> problems = new ArrayList<>(problems("team", wanted.teams(), there.teams()));
    problems.addAll(problems("event", wanted.events(), there.events()));
    return problems;
  }

  private static List<String> some(List<String> names, RandomGenerator random) {
    List<String> left = new ArrayList<>(names);
    left.sort(Comparator.naturalOrder());
    List<String> chosen = new ArrayList<>();
    while (chosen.size() < AT_RANDOM && !left.isEmpty()) {
      chosen.add(left.remove(random.nextInt(left.size())));
    }
    Collections.sort(chosen);
    return chosen;
  }

  private static List<String> asWritten(List<String> wanted, List<String> there) {
    return wanted.stream().map(name -> find(name, there).orElse(name)).toList();
  }

  private static Optional<String> find(String name, List<String> there) {
    return there.stream().filter(one -> Names.fold(one).equals(Names.fold(name))).findFirst();
  }

  private static List<String> problems(String what, List<String> wanted, List<String> there) {
    return wanted.stream()
        .filter(name -> find(name, there).isEmpty())
        .map(
            name ->
                "there is no "
                    + what
                    + " '"
                    + Names.quotable(name)
                    + "'"
                    + near(name, there).map(names -> "; did you mean " + names + "?").orElse("")
                    + listed(what, there))
        .toList();
  }

  private static Optional<String> near(String name, List<String> there) {
    String folded = Names.fold(name);
    List<String> near =
        there.stream()
            .filter(one -> isNear(folded, Names.fold(one)))
            .sorted(Comparator.comparingInt(one -> slips(folded, Names.fold(one))))
            .limit(NEAR)
            .toList();
    return near.isEmpty() ? Optional.empty() : Optional.of(quoted(near, " or "));
  }

  private static String listed(String what, List<String> there) {
    if (there.isEmpty()) {
      return "; there are no " + what + "s yet";
    }
    return there.size() <= LISTED
        ? "; there are " + quoted(there, ", ")
        : "; there are " + there.size() + " " + what + "s (list_" + what + "s names them)";
  }

  private static String quoted(List<String> names, String between) {
    return names.stream()
        .map(name -> "'" + Names.quotable(name) + "'")
        .collect(Collectors.joining(between));
  }

  private static boolean isNear(String wanted, String there) {
    return there.contains(wanted)
        || wanted.contains(there)
        || slips(wanted, there) <= Math.max(2, wanted.length() / 3);
  }

  /** Levenshtein's distance: insertions, deletions and replacements that lead from one to other. */
  private static int slips(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
