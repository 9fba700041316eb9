package olympics.process.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
  @ParameterizedTest
  @ValueSource(strings = {"localhost:8000", "10.0.0.1:1", "[::1]:65535", "a-b.example:80"})
  void readsBackAsItWasWritten(String text) {
    assertThat(Address.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "localhost", ":80", "localhost:", "h:0", "h:65536", "::1:80", "h:x"})
  void whatIsNoAddressIsRefusedWithAnExample(String text) {
    assertThatThrownBy(() -> Address.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void equalUidsAreOrderedByIncarnation() {
    ProcessId first = new ProcessId(1, "0".repeat(32));
    ProcessId second = new ProcessId(1, "f".repeat(32));
    assertThat(first).isLessThan(second).isLessThan(new ProcessId(2, "0".repeat(32)));
    assertThat(ProcessId.parse(first.toString())).isEqualTo(first);
    ProcessId negative = new ProcessId(-1, "a".repeat(32));
    assertThat(ProcessId.parse(negative.toString())).isEqualTo(negative);
  }
}
