package olympics.tablet.core.screen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellsTest {
  @ParameterizedTest
  @CsvSource({
    "Gaul,4,Gaul",
    "Gaul,3,Ga…",
    "Gaul,1,…",
    "Gaul,0,''",
    "日本国,6,日本国",
    "日本国,5,日本…",
    "日本国,4,日…",
    "日本国,2,…"
  })
  void textIsCutToColumnsAndNeverThroughACharacter(String text, int columns, String cut) {
    assertThat(Cells.cut(text, columns)).isEqualTo(cut);
  }

  @Test
  void accentStaysWithItsLetter() {
    assertThat(Cells.width("e\u0301")).isEqualTo(1);
    assertThat(Cells.cut("Cafe\u0301 Terre", 5)).isEqualTo("Cafe\u0301…");
  }

  @Test
  void cellsHaveTheirWidthWhateverTheyHold() {
    assertThat(Cells.left("日本", 5)).isEqualTo("日本 ");
    assertThat(Cells.right("12", 5)).isEqualTo("   12");
    assertThat(Cells.width(Cells.left("日本国", 4))).isEqualTo(4);
  }
}
