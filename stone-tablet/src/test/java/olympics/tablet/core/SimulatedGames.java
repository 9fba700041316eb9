package olympics.tablet.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import olympics.games.core.ItemKey;
import olympics.games.core.Lineage;
import olympics.games.core.Stamp;
import olympics.games.core.Team;
import olympics.games.core.Version;
import olympics.wire.Freshness;

/**
 * A database with restarts and restored backups, and two front-ends that lag behind it but honour
 * {@code min_version}; knows of every version when it was written and whether it was undone.
 */
final class SimulatedGames {
  static final List<String> TEAMS = List.of("Gaul", "Rome", "Greece");
  private static final Freshness CURRENT = new Freshness(false, Duration.ZERO);
  private static final Freshness STALE = new Freshness(true, Duration.ofSeconds(20));

  /** A message to the tablet: an answer if there is a question, else a push. */
  record Message(Optional<Question> question, Item item, Freshness freshness) {}

  /** When a version was written, and after how many restored backups. */
  record Written(int serial, int generation) {}

  private record State(Map<String, Item> items, long number, Lineage lineage) {
    State {
      items = Map.copyOf(items);
    }
  }

  private final Random random;
  private final Map<Version, Written> written = new HashMap<>();
  private final Map<Version, Integer> undoneAt = new HashMap<>();
  private final State[] frontEnds = new State[2];
  private State database;
  private State backup;
  private int serial;
  private int generation;
  private long epochs;

  SimulatedGames(Random random) {
    this.random = random;
    database = new State(Map.of(), -1, new Lineage(List.of(new Lineage.Epoch(nextEpoch(), 0))));
    TEAMS.forEach(this::write);
    backup = database;
    frontEnds[0] = database;
    frontEnds[1] = database;
  }

  /** Writes a team's tally; the result is what a push would bring. */
  Message write(String team) {
    Version version = new Version(database.lineage.current().id(), database.number + 1);
    serial++;
    written.put(version, new Written(serial, generation));
    Stamp stamp = new Stamp(version, Instant.ofEpochSecond(serial));
    Item item = new Item.Tally(new Team(team, serial, 0, 0, stamp));
    Map<String, Item> items = new HashMap<>(database.items);
    items.put(team, item);
    database = new State(items, version.number(), database.lineage);
    return new Message(Optional.empty(), item, CURRENT);
  }

  void restart() {
    database = begunAgain(database);
  }

  void backUp() {
    backup = database;
  }

  /** Goes back to the backup, which undoes all that it does not hold; only once. */
  void restoreOnce() {
    if (generation > 0) {
      return;
    }
    generation++;
    for (Version version : written.keySet()) {
      boolean kept = backup.lineage.contains(version) && version.number() <= backup.number;
      if (!kept) {
        undoneAt.putIfAbsent(version, generation);
      }
    }
    database = begunAgain(backup);
  }

  /** A front-end, 0 or 1, learns all that the database knows. */
  void catchUp(int frontEnd) {
    frontEnds[frontEnd] = database;
  }

  /**
   * What a front-end answers; one that is cut off ignores what it is not older than, and says so.
   */
  Message ask(Question question, boolean cutOff) {
    int chosen = random.nextInt(2);
    if (!cutOff
        && question.minVersion().filter(min -> !satisfies(frontEnds[chosen], min)).isPresent()) {
      frontEnds[chosen] = database;
    }
    Item item = frontEnds[chosen].items.get(nameOf(question.key()));
    return new Message(Optional.of(question), item, cutOff ? STALE : CURRENT);
  }

  /** What the database holds now. */
  Item truth(ItemKey key) {
    return database.items.get(nameOf(key));
  }

  Written written(Version version) {
    return written.get(version);
  }

  /** After how many restored backups this version was no longer part of history, if ever. */
  Optional<Integer> undoneAt(Version version) {
    return Optional.ofNullable(undoneAt.get(version));
  }

  private static String nameOf(ItemKey key) {
    return TEAMS.stream().filter(team -> ItemKey.tally(team).equals(key)).findFirst().orElseThrow();
  }

  private static boolean satisfies(State frontEnd, Version min) {
    return frontEnd.lineage.contains(min) && min.number() <= frontEnd.number;
  }

  private State begunAgain(State from) {
    List<Lineage.Epoch> lineage = new ArrayList<>(from.lineage.epochs());
    lineage.add(new Lineage.Epoch(nextEpoch(), from.number + 1));
    return new State(from.items, from.number, new Lineage(lineage));
  }

  private String nextEpoch() {
    epochs++;
    return String.format("%016x", epochs);
  }
}
