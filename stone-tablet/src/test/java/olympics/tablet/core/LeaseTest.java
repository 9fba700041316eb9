package olympics.tablet.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeaseTest {
  private static final long SECOND = 1_000_000_000L;

  private final Lease lease = new Lease(-5 * SECOND);

  @Test
  void registrationIsDueAtOnce() {
    assertThat(lease.isDue(-5 * SECOND)).isTrue();
    assertThat(lease.isHeld(-5 * SECOND)).isFalse();
  }

  @Test
  void leaseIsRenewedAtAThird() {
    lease.granted(Duration.ofSeconds(30), 0);

    assertThat(lease.isDue(10 * SECOND - 1)).isFalse();
    assertThat(lease.isDue(10 * SECOND)).isTrue();
  }

  @Test
  void leaseIsHeldUntilItEndsWhateverFails() {
    lease.granted(Duration.ofSeconds(30), 0);
    lease.failed(Duration.ofSeconds(1), 10 * SECOND);

    assertThat(lease.isDue(11 * SECOND - 1)).isFalse();
    assertThat(lease.isDue(11 * SECOND)).isTrue();
    assertThat(lease.isHeld(30 * SECOND - 1)).isTrue();
    assertThat(lease.isHeld(30 * SECOND)).isFalse();
  }

  @Test
  void doubtMakesItDueAtOnceAndNotHeld() {
    lease.granted(Duration.ofSeconds(30), 0);
    lease.doubt(SECOND);

    assertThat(lease.isDue(SECOND)).isTrue();
    assertThat(lease.isHeld(SECOND)).isFalse();
  }

  @Test
  void tinyLeaseDoesNotMakeATabletSpin() {
    lease.granted(Duration.ofMillis(1), 0);

    assertThat(lease.isDue(SECOND / 4)).isFalse();
  }
}
