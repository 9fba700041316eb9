import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs test classes and ends at the first failing one; for the script {@code run} beside it.
 *
 * <p>The last lines of its output are "FAILED Class.method" for each test that failed, and how many
 * ran. Exit code: 0 all passed, 1 a test failed, 3 a class has no test.
 */
final class RunTests {
  private static final int FAILED = 1;
  private static final int NOTHING_RAN = 3;

  private RunTests() {}

  private static final class Tally implements TestExecutionListener {
    private final Set<String> failed = new TreeSet<>();
    private int ran;

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      ran += test.isTest() ? 1 : 0;
      if (result.getStatus() == TestExecutionResult.Status.FAILED) {
        failed.add(name(test));
        result.getThrowable().ifPresent(e -> e.printStackTrace(System.out));
      }
    }

    private static String name(TestIdentifier test) {
      return test.getSource()
          .filter(MethodSource.class::isInstance)
          .map(MethodSource.class::cast)
          .map(m -> m.getClassName().replaceFirst(".*\\.", "") + "." + m.getMethodName())
          .orElse(test.getDisplayName());
    }
  }

  public static void main(String[] classes) {
    for (String name : classes) {
      LauncherDiscoveryRequest request =
          LauncherDiscoveryRequestBuilder.request().selectors(selectClass(name)).build();
      Tally tally = new Tally();
      LauncherFactory.create().execute(request, tally);
      System.out.println("ran " + tally.ran + " of " + name);
      tally.failed.forEach(test -> System.out.println("FAILED " + test));
      if (!tally.failed.isEmpty()) {
        System.exit(FAILED);
      }
      if (tally.ran == 0) {
        System.exit(NOTHING_RAN);
      }
    }
    System.exit(0);
  }
}
