package olympics.pygmy.page.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultMarkTest {
  @Test
  void linesOfTimeAndTextAreMarksAndNothingElseIs() {
    assertThat(
            FaultMark.of(
                "1500\tfault\tobelix-1 was killed\nnonsense\n\t\n-1\tend\ta\n1\tb\n"
                    + "2000\tend\tis back\n30"))
        .containsExactly(
            new FaultMark(1.5, false, "obelix-1 was killed"), new FaultMark(2.0, true, "is back"));
  }

  @Test
  void textsFitOnOneLineAndAreBounded() {
    assertThat(FaultMark.of("1\tend\ta\u001b[31m\u202eb\n").get(0).text())
        .doesNotContain("\u001b", "\u202e");
    assertThat(FaultMark.of("1\tfault\t" + "x".repeat(9_000)).get(0).text()).hasSizeLessThan(220);
  }

  @Test
  void onlyTheLastAreKept() {
    String lines =
        IntStream.range(0, 100)
            .mapToObj(i -> i + "\tend\tfault " + i)
            .collect(Collectors.joining("\n"));
    assertThat(FaultMark.of(lines))
        .hasSize(40)
        .last()
        .isEqualTo(new FaultMark(0.099, true, "fault 99"));
  }
}
