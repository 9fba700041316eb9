package olympics.system.browser;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledIT {
  @TempDir private Path empty;

  @Test
  void whatIsMissingIsNamedWithThePackagesThatBringIt() {
    assertThatThrownBy(() -> Installed.find(List.of(empty.toString()), "chromedriver"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("no chromedriver in PATH")
        .hasMessageContaining("packages chromium and chromium-driver");
  }
}
