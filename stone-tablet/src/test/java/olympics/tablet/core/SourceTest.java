package olympics.tablet.core;

import static org.assertj.core.api.Assertions.assertThat;

import olympics.wire.Origin;
import org.junit.jupiter.api.Test;

class SourceTest {
  @Test
  void saysWhoAnsweredAndWhetherFromItsCacheOrWhoPushed() {
    Source cached = Source.answered(new Origin("obelix-2", true));
    Source fetched = Source.answered(new Origin("obelix-1", false));
    Source pushed = Source.pushed("obelix-2");
    assertThat(cached.words()).isEqualTo("from obelix-2, cached");
    assertThat(fetched.words()).isEqualTo("from obelix-1, fetched");
    assertThat(pushed.words()).isEqualTo("pushed by obelix-2");
    assertThat(cached.brief()).isEqualTo("obelix-2 cached");
    assertThat(fetched.brief()).isEqualTo("obelix-1 fetched");
    assertThat(pushed.brief()).isEqualTo("obelix-2 pushed");
  }

  @Test
  void aPushOfSomebodyWhoDoesNotSayIsPushed() {
    assertThat(Source.pushed("").words()).isEqualTo("pushed");
    assertThat(Source.pushed("").brief()).isEqualTo("pushed");
  }

  @Test
  void aNameFromOutsideControlsNothingAndIsCut() {
    String name = "\u202e" + "x".repeat(100);
    assertThat(Source.pushed(name).words()).isEqualTo("pushed by \\u202e" + "x".repeat(31) + "...");
  }
}
