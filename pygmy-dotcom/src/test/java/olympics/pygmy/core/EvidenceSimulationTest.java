package olympics.pygmy.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Requests arrive, probes begin and are answered, front-ends die, stop and come back, in thousands
 * of random orders. The test keeps its own account of when what was sent, and holds every choice
 * against it: the chosen front-end answered a probe that was sent after the request arrived.
 */
class EvidenceSimulationTest {
  private static final int SEEDS = 3_000;
  private static final int EVENTS = 200;
  private static final int FRONT_ENDS = 3;

  private static final class StaleEvidenceCounts extends BackEnds {
    StaleEvidenceCounts() {
      super(FRONT_ENDS, Timing.DEFAULT);
    }

    @Override
    boolean counts(long probeNumber, long arrival) {
      return probeNumber > 0;
    }
  }

  private static final class SameMomentCounts extends BackEnds {
    SameMomentCounts() {
      super(FRONT_ENDS, Timing.DEFAULT);
    }

    @Override
    boolean counts(long probeNumber, long arrival) {
      return probeNumber > arrival - 3;
    }
  }

  /** One run; returns what went wrong. */
  private static final class World {
    private final SplittableRandom random;
    private final BackEnds backEnds;
    private final Routing routing;
    private final boolean[] alive = {true, true, true};
    private final boolean[] probing = new boolean[FRONT_ENDS];
    private final int[] probeSentAt = new int[FRONT_ENDS];
    private final int[] answeredProbeSentAt = {-1, -1, -1};
    private final List<Journey> waiting = new ArrayList<>();
    private final List<Integer> arrivedAt = new ArrayList<>();
    private int event;
    private int forwards;

    World(long seed, BackEnds backEnds) {
      random = new SplittableRandom(seed);
      this.backEnds = backEnds;
      routing = new Routing(backEnds, new SplittableRandom(seed));
    }

    Optional<String> run() {
      for (event = 0; event < EVENTS; event++) {
        happen(random.nextInt(FRONT_ENDS));
        Optional<String> wrong = choose();
        if (wrong.isPresent()) {
          return wrong;
        }
      }
      return Optional.empty();
    }

    private void happen(int b) {
      switch (random.nextInt(6)) {
        case 0 -> arrive();
        case 1, 2 -> beginProbe(b);
        case 3, 4 -> endProbe(b);
        default -> alive[b] = random.nextInt(3) > 0;
      }
    }

    private void arrive() {
      Journey journey = new Journey(CallKind.READ, FRONT_ENDS, Timing.DEFAULT, event);
      journey.look(backEnds.arrival(), event);
      waiting.add(journey);
      arrivedAt.add(event);
    }

    private void beginProbe(int b) {
      if (backEnds.isProbeDue(b)) {
        backEnds.probeBegan(b, event);
        probing[b] = true;
        probeSentAt[b] = event;
      }
    }

    private void endProbe(int b) {
      if (!probing[b]) {
        return;
      }
      probing[b] = false;
      if (alive[b]) {
        backEnds.probeAnswered(b, true, event);
        answeredProbeSentAt[b] = probeSentAt[b];
      } else {
        backEnds.probeRefused(b);
        answeredProbeSentAt[b] = -1;
      }
    }

    private Optional<String> choose() {
      for (int i = waiting.size() - 1; i >= 0; i--) {
        Choice choice = routing.choose(waiting.get(i), event);
        if (choice instanceof Choice.Forward forward) {
          int sent = answeredProbeSentAt[forward.backEnd()];
          if (sent <= arrivedAt.get(i)) {
            return Optional.of(
                "event " + event + ": chosen by a probe of " + sent + " for " + arrivedAt.get(i));
          }
          forwards++;
        }
        if (choice instanceof Choice.Forward || choice instanceof Choice.Nobody) {
          waiting.remove(i);
          arrivedAt.remove(i);
        }
      }
      return Optional.empty();
    }
  }

  @Test
  void everyChoiceRestsOnAProbeThatBeganAfterTheRequestArrived() {
    int forwards = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      World world = new World(seed, new BackEnds(FRONT_ENDS, Timing.DEFAULT));
      assertThat(world.run()).as("seed %d", seed).isEmpty();
      forwards += world.forwards;
    }
    assertThat(forwards).as("the simulation was no empty one").isGreaterThan(SEEDS);
  }

  @Test
  void simulationCatchesAnyAnswerCountingAsEvidence() {
    assertThat(seedsThatCatch(StaleEvidenceCounts::new)).isGreaterThan(SEEDS / 10);
  }

  @Test
  void simulationCatchesAProbeThatBeganJustBeforeTheRequest() {
    assertThat(seedsThatCatch(SameMomentCounts::new)).isGreaterThan(SEEDS / 100);
  }

  private static int seedsThatCatch(Supplier<BackEnds> bug) {
    int caught = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      if (new World(seed, bug.get()).run().isPresent()) {
        caught++;
      }
    }
    return caught;
  }
}
