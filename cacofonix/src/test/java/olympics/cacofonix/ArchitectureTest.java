package olympics.cacofonix;

import olympics.architecture.Purity;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  @Test
  void coresArePure() {
    Purity.CORES_ARE_PURE.check(Purity.productionClasses());
  }
}
