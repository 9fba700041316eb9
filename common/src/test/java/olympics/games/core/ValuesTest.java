package olympics.games.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
  private static final Stamp STAMP =
      new Stamp(new Version("0123456789abcdef", 1), Instant.ofEpochSecond(1_000));

  @ParameterizedTest
  @ValueSource(strings = {"a\u0001b", "a\nb", "\ud800", "x\udc00y", "\ufffe", ""})
  void namesThatCannotBeSentAreRefused(String name) {
    assertThatThrownBy(() -> Names.requireName("team", name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("team ");
  }

  @Test
  void aNameOfTwoHundredCharactersPassesAndOneMoreDoesNot() {
    assertThat(Names.requireName("team", "x".repeat(200))).hasSize(200);
    assertThatThrownBy(() -> Names.requireName("team", "x".repeat(201)))
        .hasMessageContaining("201")
        .hasMessageContaining("200");
  }

  @Test
  void namesMatchWithoutRegardToCase() {
    assertThat(ItemKey.tally(" GAUL ")).isEqualTo(ItemKey.tally("gaul"));
    assertThat(Names.fold("STRASSE")).isEqualTo(Names.fold("straße"));
    assertThat(ItemKey.tally("gaul")).isNotEqualTo(ItemKey.score("gaul"));
  }

  @Test
  void quotableShowsControlCharactersAndCutsLongTexts() {
    assertThat(Names.quotable("a\u001b[2J\u202e")).isEqualTo("a\\u001b[2J\\u202e");
    assertThat(Names.quotable("y".repeat(70))).hasSize(63).endsWith("...");
  }

  @Test
  void aMedalIsAddedToItsOwnCount() {
    Team team = new Team("Gaul", 1, 2, 3, STAMP);
    assertThat(team.plus(Medal.GOLD, STAMP)).isEqualTo(new Team("Gaul", 2, 2, 3, STAMP));
    assertThat(team.plus(Medal.SILVER, STAMP)).isEqualTo(new Team("Gaul", 1, 3, 3, STAMP));
    assertThat(team.plus(Medal.BRONZE, STAMP)).isEqualTo(new Team("Gaul", 1, 2, 4, STAMP));
  }

  @Test
  void medalsAreReadInAnyCaseAndOthersAreRefusedWithWhatIsExpected() {
    assertThat(Medal.parse("GoLd")).isEqualTo(Medal.GOLD);
    assertThatThrownBy(() -> Medal.parse("tin"))
        .hasMessage("no such medal: 'tin', expected gold, silver or bronze");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0123456789abcdef", "0123456789abcdef.-1", "x.1", "0123456789ABCDEF.1"})
  void whatIsNoVersionIsRefused(String text) {
    assertThatThrownBy(() -> Version.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aVersionReadsBackAsItWasWritten() {
    Version version = new Version("0123456789abcdef", 42);
    assertThat(Version.parse(version.toString())).isEqualTo(version);
  }

  @Test
  void aRequestIdOfTheFormWriterSlashSequenceOrders() {
    RequestId id = new RequestId("paris/run 1/17".replace(" ", "-"));
    assertThat(id.writer()).contains("paris/run-1");
    assertThat(id.sequence()).hasValue(17);
    assertThat(new RequestId("just-an-id").writer()).isEmpty();
    assertThat(new RequestId("a/007").sequence()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "has space", "tab\t", "é"})
  void whatIsNoRequestIdIsRefused(String text) {
    assertThatThrownBy(() -> new RequestId(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
