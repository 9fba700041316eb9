package olympics.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import olympics.http.ConnectionTimes.Overdue;
import org.junit.jupiter.api.Test;

class ConnectionTimesTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  /** The clock of {@link System#nanoTime} may begin anywhere. */
  private static final long START = -3 * SECOND;

  private final ConnectionTimes times =
      new ConnectionTimes(Duration.ofSeconds(10), Duration.ofSeconds(60), START);

  private Overdue after(int seconds) {
    return times.overdue(true, false, START + seconds * SECOND);
  }

  @Test
  void aRequestIsOverdueFromItsFirstByteOnHoweverOftenMoreCome() {
    for (int second = 0; second <= 10; second++) {
      times.bytesCame(START + second * SECOND);
      assertThat(after(second)).isEqualTo(Overdue.NOTHING);
    }
    assertThat(after(11)).isEqualTo(Overdue.REQUEST);
    times.requestEnds();
    assertThat(after(11)).isEqualTo(Overdue.NOTHING);
  }

  @Test
  void theTimeInWhichWeDoNotReadIsNotTheClients() {
    times.bytesCame(START);
    times.weDoNotRead(START + 9 * SECOND);
    assertThat(after(19)).isEqualTo(Overdue.NOTHING);
    assertThat(after(20)).isEqualTo(Overdue.REQUEST);
  }

  @Test
  void whenNoMoreRequestsAreReadNoneIsOverdue() {
    times.bytesCame(START);
    assertThat(times.overdue(false, false, START + 11 * SECOND)).isEqualTo(Overdue.NOTHING);
  }

  @Test
  void onlyAQuietConnectionIsIdle() {
    times.answerWritten(START + SECOND);
    assertThat(times.overdue(true, true, START + 61 * SECOND)).isEqualTo(Overdue.NOTHING);
    assertThat(times.overdue(true, true, START + 62 * SECOND)).isEqualTo(Overdue.IDLE);
    assertThat(times.overdue(true, false, START + 62 * SECOND)).isEqualTo(Overdue.NOTHING);
  }

  @Test
  void aClientThatTakesNoAnswersIsOverdueUntilItDoes() {
    times.takesAnswers(false, START);
    assertThat(after(11)).isEqualTo(Overdue.TAKING_ANSWERS);
    times.takesAnswers(true, START + 11 * SECOND);
    assertThat(after(40)).isEqualTo(Overdue.NOTHING);
  }

  @Test
  void aConnectionDoesNotLingerForLong() {
    times.lingers(START);
    assertThat(times.overdue(false, true, START + 2 * SECOND)).isEqualTo(Overdue.NOTHING);
    assertThat(times.overdue(false, true, START + 3 * SECOND)).isEqualTo(Overdue.ENDING);
  }
}
