package olympics.architecture;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import olympics.architecture.core.ImpureExample;
import org.junit.jupiter.api.Test;

class PurityTest {
  @Test
  void coresArePure() {
    Purity.CORES_ARE_PURE.check(Purity.productionClasses());
  }

  @Test
  void aCoreThatReadsTheClockIsCaught() {
    var planted = new ClassFileImporter().importClasses(ImpureExample.class);
    assertThatThrownBy(() -> Purity.CORES_ARE_PURE.check(planted))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("nanoTime")
        .hasMessageContaining("java.util.Random");
  }
}
