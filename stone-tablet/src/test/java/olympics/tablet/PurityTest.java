package olympics.tablet;

import olympics.architecture.Purity;
import org.junit.jupiter.api.Test;

class PurityTest {
  @Test
  void coresArePure() {
    Purity.CORES_ARE_PURE.check(Purity.productionClasses());
  }
}
