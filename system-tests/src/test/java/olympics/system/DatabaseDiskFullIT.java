package olympics.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import olympics.rpc.FaultCode;
import olympics.rpc.RpcFault;
import olympics.wire.Struct;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * G12: a full disk is a clear fault within 2 s; reads go on; writes resume by themselves when there
 * is room again. Nothing acknowledged is lost by it, nothing refused is done.
 */
@Tag("faults")
class DatabaseDiskFullIT {
  private static final Duration CLEAR_WITHIN = Duration.ofSeconds(2);
  private static final int MOST_UNTIL_FULL = 5_000;

  private DatabaseRig rig;
  private int written;
  private int asked;
  private int refused;
  private Duration slowest = Duration.ZERO;

  @Test
  void aFullDiskIsSaidSoAndWritesResumeByThemselves() throws Exception {
    int cycles = Dose.of(2, 6, 20);
    int bitten = 0;
    try (DatabaseRig made = DatabaseRig.prepareForSmallDisk()) {
      rig = made;
      DatabaseSmallDisk disk = DatabaseSmallDisk.of(rig);
      GamesProcess server = disk.start();
      for (int cycle = 0; cycle < cycles; cycle++) {
        writeSome();
        disk.fill();
        String first = writeUntilRefused();
        bitten++;
        for (int i = 0; i < 5; i++) {
          assertThat(refusal(first)).as("still full").isPresent();
          assertReadsAreRight();
        }
        assertThat(rig.applied(first)).as("refused, so not done").isFalse();
        disk.free();
        resumes(first);
        assertReadsAreRight();
        assertThat(server.isAlive()).isTrue();
      }
      Results.standard()
          .add(
              new Results.Run(
                  "G12",
                  cycles + " cycles, " + written + " writes acknowledged",
                  "%d full disks (%s), %d refusals, slowest %d ms"
                      .formatted(bitten, disk.kind(), refused, slowest.toMillis()),
                  "kept"));
    }
  }

  private void writeSome() throws Exception {
    for (int i = 0; i < 5; i++) {
      assertThat(refusal(nextId())).isEmpty();
    }
  }

  private String nextId() {
    asked++;
    return "full/" + asked;
  }

  /** Log pages that are there already are written again: it takes some writes to need a new one. */
  private String writeUntilRefused() throws Exception {
    for (int i = 0; i < MOST_UNTIL_FULL; i++) {
      String id = nextId();
      if (refusal(id).isPresent()) {
        return id;
      }
    }
    throw new AssertionError("the disk was not full after " + MOST_UNTIL_FULL + " writes");
  }

  /** Writes; the fault that came instead of an answer. */
  private Optional<RpcFault> refusal(String id) throws Exception {
    long begin = System.nanoTime();
    try {
      Struct answer = rig.incrementAndWait("Gaul", id);
      assertThat(answer.bool("replayed")).as(id).isFalse();
      written++;
      return Optional.empty();
    } catch (RpcFault fault) {
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      assertThat(took).as("until the fault").isLessThan(CLEAR_WITHIN);
      assertThat(fault).hasMessageContaining("disk is full").hasMessageContaining("nothing");
      assertThat(fault.code()).isEqualTo(FaultCode.UNAVAILABLE.code());
      slowest = took.compareTo(slowest) > 0 ? took : slowest;
      refused++;
      return Optional.of(fault);
    }
  }

  private void assertReadsAreRight() throws Exception {
    assertThat(rig.read("Gaul").integer("gold")).isEqualTo(written);
    assertThat(rig.read("Rome").integer("gold")).isZero();
  }

  private void resumes(String id) {
    Awaitility.await("writes resume")
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> refusal(id).isEmpty());
  }
}
