package olympics.database.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import olympics.process.core.Address;
import olympics.process.core.PushKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistrationTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  @ParameterizedTest
  @CsvSource({"-5, 10", "0, 10", "10, 10", "30, 30", "600, 600", "601, 600", "2147483647, 600"})
  void aLeaseIsBroughtBetweenItsBounds(int wish, int seconds) {
    assertThat(Registration.lease(wish)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @CsvSource({"0, 0, false", "15, 4999, false", "16, 16, true", "0, 5000, true"})
  void registrationsAreBoundedPerHostAndInAll(int atHost, int inAll, boolean refused) {
    assertThat(Registration.refusal("10.0.0.1", atHost, inAll).isPresent()).isEqualTo(refused);
  }

  @Test
  void aRenewalIsNewsOnlyIfTheOldLeaseHadEnded() {
    Registration renewed = following("Gaul", 30);
    assertThat(renewed.isNews(Optional.empty(), NOW)).isTrue();
    assertThat(renewed.isNews(Optional.of(following("Gaul", 1)), NOW)).isFalse();
    assertThat(renewed.isNews(Optional.of(following("Gaul", 0)), NOW)).isTrue();
    assertThat(renewed.isNews(Optional.of(following("Rome", 20)), NOW)).isTrue();
  }

  @Test
  void aLeaseThatHasEndedIsNotLive() {
    assertThat(following("Gaul", 0).isLive(NOW)).isFalse();
    assertThat(following("Gaul", 1).isLive(NOW)).isTrue();
  }

  @Test
  void anotherKeyIsNews() {
    Registration without = following("Gaul", 30);
    Registration with = withKey("a".repeat(22));
    assertThat(with.isNews(Optional.of(withKey("a".repeat(22))), NOW)).isFalse();
    assertThat(with.isNews(Optional.of(withKey("b".repeat(22))), NOW)).isTrue();
    assertThat(with.isNews(Optional.of(without), NOW)).isTrue();
    assertThat(without.isNews(Optional.of(with), NOW)).isTrue();
  }

  @Test
  void aKeyIsNotShown() {
    assertThat(withKey("a".repeat(22)).toString()).doesNotContain("aaa");
  }

  private static Registration withKey(String key) {
    Registration without = following("Gaul", 30);
    return new Registration(
        without.tablet(),
        without.teams(),
        without.events(),
        without.expires(),
        Optional.of(new PushKey(key)));
  }

  private static Registration following(String team, int seconds) {
    return new Registration(
        new Address("127.0.0.1", 8005),
        List.of(team),
        List.of(),
        NOW.plusSeconds(seconds),
        Optional.empty());
  }
}
