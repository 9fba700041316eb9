package olympics.database;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import olympics.architecture.Purity;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  @Test
  void coresArePure() {
    Purity.CORES_ARE_PURE.check(Purity.productionClasses());
  }

  @Test
  void onlyTheStorageSpeaksSql() {
    noClasses()
        .that()
        .resideInAPackage("olympics..")
        .and()
        .resideOutsideOfPackage("olympics.database.storage")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "org.sqlite..")
        .check(Purity.productionClasses());
  }
}
