package olympics.system.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkOrderTest {
  @Test
  void linesTellWhatALinkDoesFromNowOn() {
    assertThat(LinkOrder.parse("obelix-1-database delay 300"))
        .isEqualTo(new LinkOrder("obelix-1-database", new LinkFault.Delay(Duration.ofMillis(300))));
    assertThat(LinkOrder.parse("pygmy-obelix-1 cut").fault()).isEqualTo(new LinkFault.Cut());
    assertThat(LinkOrder.parse("pygmy-obelix-1 heal").fault()).isEqualTo(new LinkFault.None());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "cut", "a-b", "a-b delay", "a-b delay -1", "a-b cut now", "A cut"})
  void whatIsNoOrderIsRefusedSayingWhatOneIs(String line) {
    assertThatThrownBy(() -> LinkOrder.parse(line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + line + "'")
        .hasMessageContaining("LINK delay MILLISECONDS");
  }
}
