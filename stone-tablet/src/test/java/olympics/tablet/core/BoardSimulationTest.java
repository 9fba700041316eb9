package olympics.tablet.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import olympics.games.core.ItemKey;
import olympics.games.core.Version;
import olympics.tablet.core.SimulatedGames.Message;
import olympics.tablet.core.Verdict.Evidence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Pushes and answers that are late, doubled, lost and out of order, through restarts. */
class BoardSimulationTest {
  private static final int SEEDS = 4000;
  private static final int SEEDS_FOR_BUGS = 400;
  private static final int STEPS = 150;
  private static final List<ItemKey> KEYS =
      SimulatedGames.TEAMS.stream().map(ItemKey::tally).toList();

  @Test
  void tabletNeverGoesBackAndEndsWithTheTruth() {
    for (long seed = 0; seed < SEEDS; seed++) {
      assertThat(new Run(seed, Verdict::of).problem()).as("seed %d", seed).isEmpty();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("plantedBugs")
  void plantedBugIsCaught(String name, Verdict.Judge bug) {
    long caught = 0;
    for (long seed = 0; seed < SEEDS_FOR_BUGS; seed++) {
      caught += new Run(seed, bug).problem().isPresent() ? 1 : 0;
    }
    assertThat(caught).as(name).isPositive();
  }

  static Stream<Arguments> plantedBugs() {
    return Stream.of(
        bug(
            "takes whatever comes",
            (session, version, held, evidence) ->
                session.relationOf(version) == Session.Relation.CURRENT
                    ? Verdict.NEWER
                    : Verdict.of(session, version, held, evidence)),
        bug(
            "believes whatever comes of another epoch",
            (session, version, held, evidence) ->
                Verdict.of(session, version, held, Evidence.ANSWER)),
        bug(
            "returns to a retired epoch",
            (session, version, held, evidence) ->
                session.relationOf(version) == Session.Relation.RETIRED
                    ? Verdict.NEW_EPOCH
                    : Verdict.of(session, version, held, evidence)),
        bug(
            "takes every epoch never seen for the current one",
            (session, version, held, evidence) -> {
              Verdict right = Verdict.of(session, version, held, evidence);
              return right == Verdict.NEWER
                      && session.relationOf(version) == Session.Relation.UNPLACED
                  ? Verdict.NEW_EPOCH
                  : right;
            }),
        bug(
            "never shows a value of a retired epoch",
            (session, version, held, evidence) -> {
              Verdict right = Verdict.of(session, version, held, evidence);
              return right == Verdict.NEWER
                      && session.relationOf(version) == Session.Relation.RETIRED
                  ? Verdict.OLD
                  : right;
            }),
        bug(
            "never believes that history was undone",
            (session, version, held, evidence) -> {
              Verdict right = Verdict.of(session, version, held, evidence);
              return right == Verdict.UNDONE ? Verdict.OLD : right;
            }),
        bug(
            "compares numbers only",
            (session, version, held, evidence) ->
                held.isPresent() && held.get().number() >= version.number()
                    ? Verdict.OLD
                    : session.isCurrent(version) ? Verdict.NEWER : Verdict.NEW_EPOCH),
        bug(
            "believes a restart of a push",
            (session, version, held, evidence) ->
                session.relationOf(version) == Session.Relation.LATER
                    ? Verdict.NEW_EPOCH
                    : Verdict.of(session, version, held, evidence)));
  }

  private static Arguments bug(String name, Verdict.Judge judge) {
    return Arguments.of(name, judge);
  }

  /** One life of a tablet. */
  private static final class Run {
    private final Random random;
    private final SimulatedGames games;
    private final Board board;
    private final List<Message> onTheWay = new ArrayList<>();
    private final Map<ItemKey, Version> shown = new HashMap<>();
    private final Set<String> left = new HashSet<>();
    private String current = "";
    private final Map<ItemKey, Integer> generationShown = new HashMap<>();
    private Optional<String> problem = Optional.empty();

    Run(long seed, Verdict.Judge judge) {
      random = new Random(seed);
      games = new SimulatedGames(random);
      board = new Board(KEYS, judge);
    }

    Optional<String> problem() {
      for (int i = 0; i < STEPS && problem.isEmpty(); i++) {
        step();
      }
      if (problem.isEmpty()) {
        settle();
      }
      return problem;
    }

    private void step() {
      switch (random.nextInt(16)) {
        case 0, 1, 2 -> push(games.write(pick(SimulatedGames.TEAMS)));
        case 3 -> games.catchUp(random.nextInt(2));
        case 4 -> {
          switch (random.nextInt(6)) {
            case 0, 1 -> games.restart();
            case 2, 3 -> games.backUp();
            case 4 -> games.restoreOnce();
            default -> onTheWay.clear();
          }
        }
        case 5, 6, 7 -> onTheWay.add(games.ask(board.question(pick(KEYS)), false));
        case 8 -> onTheWay.add(games.ask(board.question(pick(KEYS)), random.nextInt(4) == 0));
        case 9, 10 -> deliver(games.ask(board.question(pick(KEYS)), false));
        default -> deliverAny();
      }
    }

    private void push(Message update) {
      for (int copies = random.nextInt(3); copies > 0; copies--) {
        onTheWay.add(update);
      }
    }

    private void deliverAny() {
      if (!onTheWay.isEmpty()) {
        deliver(onTheWay.remove(random.nextInt(onTheWay.size())));
      }
    }

    /**
     * Once all is calm, the tablet must show the truth; a restored backup's, too. What it cannot
     * tell from the versions that it has seen until an item is written again is rare: no seed here
     * ends in the middle of it.
     */
    private void settle() {
      if (random.nextBoolean()) {
        SimulatedGames.TEAMS.forEach(games::write);
      }
      while (!onTheWay.isEmpty()) {
        deliverAny();
      }
      games.catchUp(0);
      games.catchUp(1);
      for (int round = 0; round < 3; round++) {
        KEYS.forEach(key -> deliver(games.ask(board.question(key), false)));
      }
      for (ItemKey key : KEYS) {
        if (!board.known(key).map(Known::item).equals(Optional.of(games.truth(key)))) {
          problem =
              Optional.of(
                  "ends with "
                      + board.known(key).map(Known::item)
                      + " and "
                      + board.minVersion()
                      + ", but the database has "
                      + games.truth(key));
        }
      }
    }

    private void deliver(Message message) {
      List<Change> changes =
          message
              .question()
              .map(question -> board.answered(question, message.item(), message.freshness()))
              .orElseGet(() -> board.pushed(message.item(), message.freshness()));
      noteEpoch();
      for (Change change : changes) {
        if (change instanceof Change.Value value) {
          check(value);
        }
      }
    }

    private void noteEpoch() {
      String epoch = board.minVersion().map(Version::epoch).orElse("");
      if (!epoch.equals(current)) {
        left.add(current);
        current = epoch;
        if (left.contains(epoch)) {
          problem = Optional.of("returns to the retired epoch " + epoch);
        }
      }
    }

    private void check(Change.Value value) {
      Version version = value.known().item().stamp().version();
      ItemKey key = value.known().item().key();
      Version before = shown.put(key, version);
      boolean sameEpoch = before != null && before.epoch().equals(version.epoch());
      boolean older = sameEpoch && version.number() < before.number();
      if (older && current.equals(version.epoch()) && games.undoneAt(before).isEmpty()) {
        problem = Optional.of("an older version of its epoch: " + version + " after " + before);
      }
      boolean wentBack =
          before != null
              && games.written(version).serial() < games.written(before).serial()
              && games.undoneAt(before).isEmpty();
      if (wentBack) {
        problem = Optional.of("back to " + version + " though nothing undid " + before);
      }
      boolean knownUndone =
          games
              .undoneAt(version)
              .filter(undone -> undone <= generationShown.getOrDefault(key, 0))
              .isPresent();
      generationShown.merge(key, games.written(version).generation(), Math::max);
      if (knownUndone && !value.known().freshness().stale()) {
        problem =
            Optional.of(
                "shows " + version + ", which was undone before " + before + " was written");
      }
    }

    private <T> T pick(List<T> some) {
      return some.get(random.nextInt(some.size()));
    }
  }
}
