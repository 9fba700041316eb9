package olympics.pygmy;

import olympics.architecture.Purity;
import org.junit.jupiter.api.Test;

class PygmyPurityTest {
  @Test
  void decisionsReachForNothingOutside() {
    Purity.CORES_ARE_PURE.check(Purity.productionClasses());
  }
}
