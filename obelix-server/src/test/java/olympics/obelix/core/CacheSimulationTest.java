package olympics.obelix.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CacheSimulationTest {
  private static final int SEEDS = Integer.getInteger("olympics.seeds", 1_000);

  @Test
  void noReadIsWrongWhateverIsDelayedLostOrRestored() {
    long hits = 0;
    long fills = 0;
    long complete = 0;
    long hitsAsked = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      CacheSimulation simulation = new CacheSimulation(seed, CacheSimulation.Bug.NONE);
      assertThat(simulation.run()).as("seed %d", seed).isEmpty();
      hits += simulation.hits();
      fills += simulation.fills();
      complete += simulation.complete();
      hitsAsked += simulation.hitsAsked();
    }
    assertThat(hits).as("hits, or nothing was tested").isGreaterThan(100L * SEEDS);
    assertThat(fills).as("fills").isGreaterThan(20L * SEEDS);
    assertThat(complete).as("notices that left nothing out").isGreaterThan(10L * SEEDS);
    assertThat(hitsAsked).as("hits in push mode of min_version").isGreaterThan(20L * SEEDS);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void everyPlantedBugIsCaught(CacheSimulation.Bug bug) {
    int caught = 0;
    for (long seed = 0; seed < 300; seed++) {
      if (!new CacheSimulation(seed, bug).run().isEmpty()) {
        caught++;
      }
    }
    assertThat(caught).as("seeds of 300 that caught " + bug).isGreaterThanOrEqualTo(3);
  }
}
