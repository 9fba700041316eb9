package olympics.obelix;

import olympics.architecture.Purity;
import org.junit.jupiter.api.Test;

class ObelixPurityTest {
  @Test
  void theCoreIsPure() {
    Purity.CORES_ARE_PURE.check(Purity.productionClasses());
  }
}
