package olympics.tablet.core;

import static olympics.tablet.core.Facts.PUSH;
import static olympics.tablet.core.Facts.known;
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
import olympics.games.core.Lineage;
import olympics.games.core.Version;
import olympics.tablet.core.SimulatedGames.Message;
import olympics.tablet.core.Verdict.Evidence;
import olympics.tablet.core.Verdict.Heard;
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
            "takes whatever is pushed of the current epoch",
            (session, heard, held) ->
                heard.evidence() == Evidence.HEARSAY && session.isCurrent(heard.version())
                    ? Verdict.NEWER
                    : Verdict.of(session, heard, held)),
        bug(
            "takes overtaken answers and pushes for answers",
            (session, heard, held) -> Verdict.of(session, heard.with(Evidence.ANSWER), held)),
        bug(
            "returns to a retired epoch",
            (session, heard, held) -> {
              Verdict right = Verdict.of(session, heard, held);
              return session.isRetired(heard.through()) ? Verdict.NEW_EPOCH : right;
            }),
        bug(
            "takes the item's epoch for the current one",
            (session, heard, held) -> {
              Heard itself = new Heard(heard.version(), heard.version(), heard.evidence());
              return Verdict.of(session, itself, held);
            }),
        bug(
            "never takes an item back",
            (session, heard, held) -> {
              Verdict right = Verdict.of(session, heard, held);
              return right == Verdict.TAKEN_BACK ? Verdict.OLD : right;
            }),
        bug(
            "takes back without a word",
            (session, heard, held) -> {
              Verdict right = Verdict.of(session, heard, held);
              return right == Verdict.TAKEN_BACK ? Verdict.NEWER : right;
            }),
        bug(
            "never believes that history was undone",
            (session, heard, held) -> {
              Verdict right = Verdict.of(session, heard, held);
              return right == Verdict.UNDONE ? Verdict.OLD : right;
            }),
        bug(
            "never shows a value of an epoch that was left",
            (session, heard, held) -> {
              Verdict right = Verdict.of(session, heard, held);
              return right == Verdict.NEWER && session.isRetired(heard.version())
                  ? Verdict.OLD
                  : right;
            }),
        bug(
            "compares numbers only",
            (session, heard, held) ->
                held.isPresent() && held.get().number() >= heard.version().number()
                    ? Verdict.OLD
                    : session.isCurrent(heard.version()) ? Verdict.NEWER : Verdict.NEW_EPOCH),
        bug(
            "believes pushes of other epochs",
            (session, heard, held) -> {
              Verdict right = Verdict.of(session, heard, held);
              return right == Verdict.DOUBTFUL && heard.evidence() == Evidence.HEARSAY
                  ? Verdict.NEWER
                  : right;
            }));
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
    private boolean saidUndone;
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
        case 0, 1, 2 -> send(games.write(pick(SimulatedGames.TEAMS)));
        case 3 -> games.catchUp(random.nextInt(2));
        case 4 -> {
          switch (random.nextInt(6)) {
            case 0, 1 -> games.restart();
            case 2 -> games.backUp();
            case 3, 4 -> games.restore();
            default -> onTheWay.clear();
          }
        }
        case 5, 6 -> send(games.ask(board.question(pick(KEYS)), false).orElseThrow());
        case 7 -> send(games.pushAgain(pick(SimulatedGames.TEAMS)));
        case 8 -> games.ask(board.question(pick(KEYS)), random.nextBoolean()).ifPresent(this::send);
        case 9, 10 -> askAndAnswer(pick(KEYS));
        default -> deliverAny();
      }
    }

    /** It is lost, or comes once or twice, some time. */
    private void send(Message update) {
      for (int copies = random.nextInt(3); copies > 0; copies--) {
        onTheWay.add(update);
      }
    }

    private void deliverAny() {
      if (!onTheWay.isEmpty()) {
        deliver(onTheWay.remove(random.nextInt(onTheWay.size())));
      }
    }

    private void askAndAnswer(ItemKey key) {
      deliver(games.ask(board.question(key), false).orElseThrow());
    }

    /** Once all is calm, the tablet must show the truth, whether or not anything is written. */
    private void settle() {
      if (random.nextBoolean()) {
        SimulatedGames.TEAMS.forEach(games::write);
      }
      while (!onTheWay.isEmpty()) {
        deliverAny();
      }
      games.catchUp(0);
      games.catchUp(1);
      for (int round = 0; round < 2; round++) {
        KEYS.forEach(this::askAndAnswer);
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
              .map(
                  question ->
                      board.answered(
                          question, known(message.item(), message.freshness()), message.through()))
              .orElseGet(() -> board.pushed(new Known(message.item(), message.freshness(), PUSH)));
      noteEpoch();
      for (Change change : changes) {
        if (change instanceof Change.Undone) {
          saidUndone = true;
        } else if (change instanceof Change.Value value) {
          check(value);
        }
      }
    }

    private void noteEpoch() {
      String epoch = board.minVersion().map(Version::epoch).orElse("");
      if (!epoch.equals(current)) {
        left.add(current);
        current = epoch;
        saidUndone = false;
        if (left.contains(epoch)) {
          problem = Optional.of("returns to the retired epoch " + epoch);
        }
      }
    }

    /** What is shown belongs to the history of the tablet's epoch, and never goes back in it. */
    private void check(Change.Value value) {
      Version version = value.known().item().stamp().version();
      Version before = shown.put(value.known().item().key(), version);
      if (current.isEmpty()) {
        problem = Optional.of("shows " + version + ", though nothing was answered yet");
        return;
      }
      Lineage history = games.lineageOf(current);
      if (!history.contains(version)) {
        problem = Optional.of("shows " + version + ", which was undone before " + current);
      }
      boolean back = before != null && version.number() <= before.number();
      if (back && history.contains(before)) {
        problem = Optional.of("back to " + version + " though nothing undid " + before);
      }
      if (back && !saidUndone) {
        problem = Optional.of("back to " + version + " from " + before + " without a word");
      }
    }

    private <T> T pick(List<T> some) {
      return some.get(random.nextInt(some.size()));
    }
  }
}
