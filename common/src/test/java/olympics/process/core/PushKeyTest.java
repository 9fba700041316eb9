package olympics.process.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushKeyTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "abcdefghijklmnopqrstuv",
        "ABCDEFGHIJKLMNOPQR-_09",
        "0123456789012345678901234567890123456789012345678901234567890123"
      })
  void whatIsLongEnoughAndSafeInAHeaderIsAKey(String text) {
    assertThat(new PushKey(text).text()).isEqualTo(text);
    assertThat(PushKey.shown(text)).contains(new PushKey(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "abcdefghijklmnopqrstu",
        "abcdefghijklmnopqrstu ",
        "abcdefghijklmnopqrstu=",
        "abcdefghijklmnopqrstuv\r\nHost: x",
        "abcdefghijklmnopqrstu\u00e9",
        "01234567890123456789012345678901234567890123456789012345678901234"
      })
  void anythingElseIsNoneAndIsNotQuoted(String text) {
    assertThatThrownBy(() -> new PushKey(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a push_key: expected 22 to 64 characters of A-Z, a-z, 0-9, - and _");
    assertThat(PushKey.shown(text)).isEmpty();
  }

  @Test
  void itsTextFormHidesIt() {
    assertThat(new PushKey("abcdefghijklmnopqrstuv")).hasToString("PushKey[hidden]");
  }
}
