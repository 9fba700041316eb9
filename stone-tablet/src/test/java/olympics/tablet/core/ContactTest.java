package olympics.tablet.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ContactTest {
  private final Contact contact = new Contact();

  @Test
  void silenceAndItsEndAreReportedOnce() {
    assertThat(contact.answered(1)).isEmpty();
    assertThat(contact.lost("connection refused", 5))
        .containsExactly(new Change.Lost("connection refused"));
    assertThat(contact.isLost()).isTrue();
    assertThat(contact.lost("timed out", 7)).isEmpty();
    assertThat(contact.answered(15)).containsExactly(new Change.Back(Duration.ofNanos(10)));
    assertThat(contact.answered(16)).isEmpty();
    assertThat(contact.isLost()).isFalse();
  }
}
