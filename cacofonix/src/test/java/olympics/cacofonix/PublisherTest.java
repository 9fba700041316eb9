package olympics.cacofonix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import olympics.cacofonix.core.SendWindow;
import olympics.cacofonix.core.SendWindow.Recovery;
import olympics.cacofonix.core.SimulatedGames;
import olympics.cacofonix.core.Update;
import olympics.cacofonix.core.UpdateSource;
import olympics.cacofonix.outbox.FragileFile;
import olympics.cacofonix.outbox.Outbox;
import olympics.cacofonix.outbox.Run;
import olympics.games.core.ItemKey;
import olympics.games.core.RequestId;
import olympics.process.core.Address;
import olympics.rpc.FaultCode;
import olympics.rpc.RpcFailure;
import olympics.rpc.RpcFault;
import olympics.wire.Struct;
import org.junit.jupiter.api.Test;

/** Kills the publisher at every step that others can see, and starts it again. */
class PublisherTest {
  private static final int UPDATES = 40;
  private static final Run RUN = Run.named("default", "digest", "results.csv");
  private static final Address SERVER = new Address("localhost", 8001);

  @Test
  void killedAtAnyStepAndStartedAgainItPublishesEachUpdateOnce() throws Exception {
    int kills = 0;
    for (int step = 0; new World(step, step).killedOnceThenFinished(); step++) {
      kills++;
    }
    assertThat(kills).as("steps at which it was killed").isGreaterThan(4 * UPDATES);
  }

  @Test
  void killedAgainAndAgainAmongFailuresItPublishesEachUpdateOnce() throws Exception {
    for (int seed = 0; seed < 300; seed++) {
      new World(seed, 0).killedOftenAmongFailures();
    }
  }

  @Test
  void aDiskThatDoesNotForceIsCaught() {
    World world = new World(1, Integer.MAX_VALUE);
    world.forces = false;
    assertThatThrownBy(world::killedOnceThenFinished).hasMessageContaining("not safe on the disk");
  }

  @Test
  void idsThatAreDrawnAnewAtEachStartAreCaught() {
    assertCaughtAtSomeStep(world -> world.rename = id -> id + "-" + world.starts);
  }

  @Test
  void anAnswerThatIsNotedBeforeItCameIsCaught() {
    assertCaughtAtSomeStep(world -> world.answersBeforeItActs = true);
  }

  @Test
  void aRefusalStopsIt() {
    World world = new World(1, Integer.MAX_VALUE);
    world.refuses = new RpcFault(FaultCode.NOT_AUTHORISED, "wrong password");
    assertThatThrownBy(world::killedOnceThenFinished)
        .isInstanceOf(StoppedException.class)
        .hasMessageStartingWith("wrong password: localhost:8001 answered 401: wrong password");
    world.refuses = new RpcFault(FaultCode.NOT_FOUND, "no such team: 'Gaul'");
    assertThatThrownBy(world::killedOnceThenFinished)
        .hasMessage("localhost:8001 answered 404: no such team: 'Gaul'");
  }

  @Test
  void aServiceThatRefusesForAnotherReasonThanBeforeIsToldAndTriedAgain() throws Exception {
    World world = new World(1, Integer.MAX_VALUE);
    world.setbacks.add(new RpcFault(FaultCode.UNAVAILABLE, "no database"));
    world.setbacks.add(new RpcFault(FaultCode.UNAVAILABLE, "no database"));
    world.setbacks.add(new RpcFault(FaultCode.UNAVAILABLE, "raise --max-requests"));
    world.setbacks.add(new RpcFault(FaultCode.UNAVAILABLE, "no database"));
    assertThat(world.survives()).isTrue();
    world.assertEachTookEffectOnceInOrder();
    assertThat(world.told)
        .containsExactly(
            "localhost:8001 answered 503: no database",
            "localhost:8001 answered 503: raise --max-requests");
  }

  private interface Plant {
    void in(World world);
  }

  private static void assertCaughtAtSomeStep(Plant bug) {
    assertThatThrownBy(
            () -> {
              World world;
              int step = 0;
              do {
                world = new World(step, step);
                bug.in(world);
                step++;
              } while (world.killedOnceThenFinished());
            })
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("what took effect");
  }

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** The Games, the disk and the publisher, with a killer that strikes at a given step. */
  private static final class World implements Games {
    private final Random random;
    private final Map<String, Update> effects = new LinkedHashMap<>();
    private final Map<String, Update> delayed = new LinkedHashMap<>();
    private int stepsToLive;
    private double failureRate;
    private RpcFault refuses;
    private final Deque<RpcFault> setbacks = new ArrayDeque<>();
    private final List<String> told = new ArrayList<>();
    private boolean forces = true;
    private boolean answersBeforeItActs;
    private UnaryOperator<String> rename = id -> id;
    private int starts;

    private final FragileFile file =
        new FragileFile() {
          @Override
          public void append(byte[] bytes) {
            step();
            byte[] half = java.util.Arrays.copyOf(bytes, bytes.length / 2);
            super.append(half);
            step();
            super.append(java.util.Arrays.copyOfRange(bytes, half.length, bytes.length));
            step();
          }

          @Override
          public void force() {
            if (forces) {
              super.force();
            }
            step();
          }
        };

    World(long seed, int stepsToLive) {
      this.random = new Random(seed);
      this.stepsToLive = stepsToLive;
    }

    private void step() {
      if (stepsToLive-- == 0) {
        throw new Killed();
      }
    }

    /** Whether it was killed at all. */
    boolean killedOnceThenFinished() throws Exception {
      boolean killed = !survives();
      if (killed) {
        stepsToLive = Integer.MAX_VALUE;
        assertThat(survives()).isTrue();
      }
      assertEachTookEffectOnceInOrder();
      return killed;
    }

    void killedOftenAmongFailures() throws Exception {
      failureRate = 0.3;
      do {
        stepsToLive = random.nextInt(200);
      } while (!survives());
      assertEachTookEffectOnceInOrder();
    }

    private boolean survives() throws IOException, InterruptedException {
      starts++;
      int inFlight = 1 + random.nextInt(6);
      try (Outbox outbox = Outbox.open(file, RUN)) {
        SendWindow window = new SendWindow(inFlight, failures -> Duration.ZERO);
        Summary summary = new Publisher(source(), outbox, this, window, new Teller(told)).run();
        assertThat(summary.finished()).isTrue();
        act();
        return true;
      } catch (Killed e) {
        file.crash(random);
        delayed.clear();
        return false;
      }
    }

    private static UpdateSource source() {
      return new SimulatedGames(5, 1e9, UPDATES);
    }

    @Override
    public CompletableFuture<Struct> publish(RequestId id, Update update) {
      assertThat(file.isSafe(id.sequence().orElseThrow()))
          .as("update %s is sent but not safe on the disk", id)
          .isTrue();
      if (refuses != null) {
        return CompletableFuture.failedFuture(refuses);
      }
      if (!setbacks.isEmpty()) {
        return CompletableFuture.failedFuture(setbacks.remove());
      }
      if (answersBeforeItActs) {
        act();
        delayed.put(id.text(), update);
        return CompletableFuture.completedFuture(answer(false));
      }
      step();
      if (random.nextDouble() < failureRate) {
        return failed(RpcFailure.Delivery.NOT_DELIVERED);
      }
      Update before = effects.putIfAbsent(rename.apply(id.text()), update);
      assertThat(before == null || before.equals(update)).as("id reused").isTrue();
      step();
      if (random.nextDouble() < failureRate) {
        return failed(RpcFailure.Delivery.UNKNOWN);
      }
      return CompletableFuture.completedFuture(answer(before != null));
    }

    private void act() {
      delayed.forEach(effects::putIfAbsent);
      delayed.clear();
    }

    private CompletableFuture<Struct> failed(RpcFailure.Delivery delivery) {
      return CompletableFuture.failedFuture(
          random.nextBoolean()
              ? new RpcFailure(delivery, "connection refused")
              : new RpcFault(
                  delivery == RpcFailure.Delivery.UNKNOWN
                      ? FaultCode.OUTCOME_UNKNOWN
                      : FaultCode.UNAVAILABLE,
                  "no front-end"));
    }

    private static Struct answer(boolean replayed) {
      return new Struct(Map.of("replayed", replayed));
    }

    @Override
    public Setback setback(Throwable failure) {
      return Setback.of(failure, SERVER);
    }

    private void assertEachTookEffectOnceInOrder() {
      UpdateSource source = source();
      List<Update> expected = new ArrayList<>();
      for (int i = 1; i <= UPDATES; i++) {
        expected.add(source.update(i));
      }
      assertThat(byItem(List.copyOf(effects.values())))
          .as("what took effect")
          .isEqualTo(byItem(expected));
    }

    private static Map<ItemKey, List<Update>> byItem(List<Update> updates) {
      Map<ItemKey, List<Update>> items = new HashMap<>();
      updates.forEach(
          update -> items.computeIfAbsent(update.item(), key -> new ArrayList<>()).add(update));
      return items;
    }
  }

  private record Teller(List<String> told) implements Reporter {
    @Override
    public void published(Update update, Struct answer) {}

    @Override
    public void away(String why) {
      told.add(why);
    }

    @Override
    public void back(Recovery recovery) {}
  }
}
