package olympics.obelix.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import olympics.games.core.ItemKey;
import olympics.games.core.Lineage;
import olympics.games.core.Stamp;
import olympics.games.core.Team;
import olympics.games.core.Version;

/** Short words for versions, fills and polls in tests. */
final class Histories {
  static final String E1 = "00000000000000e1";
  static final String E2 = "00000000000000e2";
  static final CacheKey GAUL = CacheKey.tally("Gaul");
  static final CacheKey ROME = CacheKey.tally("Rome");
  static final CacheKey CURLING = CacheKey.score("Stone Curling");
  static final CacheKey TABLE = CacheKey.Whole.MEDAL_TABLE;
  static final CacheKey NAMES = CacheKey.Whole.NAMES;

  private Histories() {}

  static long seconds(double seconds) {
    return (long) (seconds * 1e9);
  }

  static CacheLimits limits() {
    return new CacheLimits(Duration.ofSeconds(3), 100, 100);
  }

  static Version v(long number) {
    return new Version(E1, number);
  }

  static Lineage lineage() {
    return new Lineage(List.of(new Lineage.Epoch(E1, 1)));
  }

  /** The database was restored to what it was at {@code lastKept}, and started. */
  static Lineage startedAnewAfter(long lastKept) {
    return new Lineage(List.of(new Lineage.Epoch(E1, 1), new Lineage.Epoch(E2, lastKept + 1)));
  }

  static Change tallyOf(String team, long number) {
    return new Change(ItemKey.tally(team), v(number));
  }

  static Change scoreOf(String event, long number) {
    return new Change(ItemKey.score(event), v(number));
  }

  static CachedValue tally(String team, int gold, long number) {
    return new CachedValue.Tally(new Team(team, gold, 0, 0, new Stamp(v(number), Instant.EPOCH)));
  }

  static CachedValue table(long number) {
    return new CachedValue.Table(
        List.of(new Team("Gaul", 0, 0, 0, new Stamp(v(number), Instant.EPOCH))));
  }

  static CachedValue names(String... teams) {
    return new CachedValue.NameLists(Arrays.asList(teams), List.of("Stone Curling"));
  }

  static Fill fill(CachedValue value, long through, double sentAt) {
    return new Fill(value, v(through), seconds(sentAt));
  }

  static Poll firstPoll(long through, double sentAt) {
    return new Poll(Optional.empty(), seconds(sentAt), v(through), lineage(), true, List.of());
  }

  static Poll poll(long since, long through, double sentAt, Change... changes) {
    return new Poll(
        Optional.of(v(since)), seconds(sentAt), v(through), lineage(), false, List.of(changes));
  }
}
