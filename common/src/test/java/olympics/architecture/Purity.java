package olympics.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/**
 * A package named {@code core} is pure: no I/O, no threads, no clock, no unseeded randomness, no
 * logging.
 */
public final class Purity {
  private static final Set<String> CLOCKS =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.time.Instant.now",
          "java.time.Clock.systemUTC",
          "java.time.LocalDateTime.now",
          "java.lang.Math.random",
          "java.util.UUID.randomUUID");

  private static final DescribedPredicate<JavaAccess<?>> READS_CLOCK_OR_CHANCE =
      describe(
          "reads a clock or unseeded randomness",
          access -> {
            String member =
                access.getTarget().getOwner().getFullName() + "." + access.getTarget().getName();
            boolean unseeded =
                member.equals("java.util.Random.<init>")
                    && access.getTarget().getFullName().endsWith("<init>()");
            return CLOCKS.contains(member) || unseeded;
          });

  /** No class of a core package reaches for the outside world. */
  public static final ArchRule CORES_ARE_PURE =
      noClasses()
          .that()
          .resideInAPackage("..core..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "java.io..",
                  "java.net..",
                  "java.nio..",
                  "java.sql..",
                  "java.util.concurrent..",
                  "org.slf4j..",
                  "ch.qos.logback..",
                  "io.netty..",
                  "com.fasterxml.jackson..",
                  "io.prometheus..",
                  "org.apache.xmlrpc..",
                  "org.jline.terminal..",
                  "picocli.."))
          .orShould()
          .accessTargetWhere(READS_CLOCK_OR_CHANCE)
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(Thread.class, ThreadLocal.class)
          .allowEmptyShould(true);

  private Purity() {}

  /** The production classes of the package {@code olympics} on the class path. */
  public static JavaClasses productionClasses() {
    return new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .withImportOption(location -> !location.contains("-tests.jar"))
        .importPackages("olympics");
  }
}
