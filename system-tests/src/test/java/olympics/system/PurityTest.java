package olympics.system;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import olympics.architecture.Purity;
import org.junit.jupiter.api.Test;

class PurityTest {
  @Test
  void checkersFiguresAndPlotsArePure() {
    Purity.CORES_ARE_PURE.check(
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("olympics.system"));
  }
}
