package olympics.tablet.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import olympics.games.core.ItemKey;
import olympics.games.core.Lineage;
import olympics.games.core.Stamp;
import olympics.games.core.Team;
import olympics.games.core.Version;
import olympics.wire.Freshness;

/**
 * A database with restarts and restored backups, and two front-ends that lag behind it but honour
 * {@code min_version}; knows the history of every epoch.
 */
final class SimulatedGames {
  static final List<String> TEAMS = List.of("Gaul", "Rome", "Greece");
  private static final Freshness CURRENT = new Freshness(false, Duration.ZERO);
  private static final Freshness STALE = new Freshness(true, Duration.ofSeconds(20));

  /** A message to the tablet: an answer if there is a question, else a push. */
  record Message(Optional<Question> question, Item item, Freshness freshness, Version through) {}

  private record State(Map<String, Item> items, long number, Lineage lineage) {
    State {
      items = Map.copyOf(items);
    }

    Version through() {
      return new Version(lineage.current().id(), number);
    }
  }

  /** What a front-end holds, and the epochs that it asked about in vain. */
  private static final class FrontEnd {
    private final Set<String> undone = new HashSet<>();
    private State state;

    /** Whether it answers with what it holds; if not, it must ask the database first. */
    boolean canAnswer(Version min) {
      if (state.lineage.contains(min)) {
        return min.number() <= state.number;
      }
      return undone.contains(min.epoch()) || knows(min.epoch());
    }

    void catchUp(State database) {
      state = database;
    }

    void askedInVain(Version min) {
      if (!knows(min.epoch())) {
        undone.add(min.epoch());
      }
    }

    private boolean knows(String epoch) {
      return state.lineage.epochs().stream().anyMatch(each -> each.id().equals(epoch));
    }
  }

  private final Random random;
  private final Map<String, Lineage> lineages = new HashMap<>();
  private final List<FrontEnd> frontEnds = List.of(new FrontEnd(), new FrontEnd());
  private final List<State> backups = new ArrayList<>();
  private State database;
  private int serial;
  private long epochs;

  SimulatedGames(Random random) {
    this.random = random;
    Lineage.Epoch first = new Lineage.Epoch(nextEpoch(), 0);
    database = new State(Map.of(), -1, new Lineage(List.of(first)));
    lineages.put(first.id(), database.lineage);
    TEAMS.forEach(this::write);
    backups.add(database);
    frontEnds.forEach(each -> each.catchUp(database));
  }

  /** Writes a team's tally; the result is what a push would bring. */
  Message write(String team) {
    Version version = new Version(database.lineage.current().id(), database.number + 1);
    serial++;
    Stamp stamp = new Stamp(version, Instant.ofEpochSecond(serial));
    Item item = new Item.Tally(new Team(team, serial, 0, 0, stamp));
    Map<String, Item> items = new HashMap<>(database.items);
    items.put(team, item);
    database = new State(items, version.number(), database.lineage);
    return new Message(Optional.empty(), item, CURRENT, version);
  }

  void restart() {
    database = begunAgain(database);
  }

  /** A front-end that takes over a tablet pushes what the database holds. */
  Message pushAgain(String team) {
    return new Message(Optional.empty(), database.items.get(team), CURRENT, database.through());
  }

  void backUp() {
    backups.add(database);
  }

  /**
   * Goes back to some backup, which undoes all that it does not hold. What is replaced is kept, and
   * may be put back some time.
   */
  void restore() {
    State backup = backups.get(random.nextInt(backups.size()));
    backups.add(database);
    database = begunAgain(backup);
  }

  /** A front-end, 0 or 1, learns all that the database knows. */
  void catchUp(int frontEnd) {
    frontEnds.get(frontEnd).catchUp(database);
  }

  /**
   * What a front-end answers; one that is cut off says so, and has no answer if it would have to
   * ask the database first.
   */
  Optional<Message> ask(Question question, boolean cutOff) {
    FrontEnd chosen = frontEnds.get(random.nextInt(2));
    Optional<Version> tooNew = question.minVersion().filter(min -> !chosen.canAnswer(min));
    if (tooNew.isPresent()) {
      if (cutOff) {
        return Optional.empty();
      }
      chosen.catchUp(database);
      chosen.askedInVain(tooNew.get());
    }
    Item item = chosen.state.items.get(nameOf(question.key()));
    return Optional.of(
        new Message(Optional.of(question), item, cutOff ? STALE : CURRENT, chosen.state.through()));
  }

  /** The history that leads to this epoch, and goes on in it. */
  Lineage lineageOf(String epoch) {
    return Objects.requireNonNull(lineages.get(epoch), epoch);
  }

  /** What the database holds now. */
  Item truth(ItemKey key) {
    return database.items.get(nameOf(key));
  }

  private static String nameOf(ItemKey key) {
    return TEAMS.stream().filter(team -> ItemKey.tally(team).equals(key)).findFirst().orElseThrow();
  }

  private State begunAgain(State from) {
    List<Lineage.Epoch> epochs = new ArrayList<>(from.lineage.epochs());
    Lineage.Epoch next = new Lineage.Epoch(nextEpoch(), from.number + 1);
    epochs.add(next);
    Lineage lineage = new Lineage(epochs);
    lineages.put(next.id(), lineage);
    return new State(from.items, from.number, lineage);
  }

  private String nextEpoch() {
    epochs++;
    return String.format("%016x", epochs);
  }
}
