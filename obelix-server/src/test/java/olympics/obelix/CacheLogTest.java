package olympics.obelix;

import static olympics.obelix.HandDrivenDatabase.E1;
import static olympics.obelix.HandDrivenDatabase.E2;
import static olympics.obelix.HandDrivenDatabase.gaul;
import static olympics.obelix.HandDrivenDatabase.v;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import olympics.games.core.ItemKey;
import olympics.games.core.Version;
import olympics.obelix.core.CacheKey;
import olympics.obelix.core.CachedValue;
import olympics.obelix.core.Change;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the terminal shows of the cache, for a student to follow. */
class CacheLogTest {
  private static final CacheKey GAUL = CacheKey.tally("Gaul");

  private final KeeperRig rig = new KeeperRig(CacheMode.PUSH);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(ScoreKeeper.class);

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
    logger.setAdditive(false);
    logger.setLevel(Level.INFO);
  }

  @AfterEach
  void close() {
    logger.setLevel(null);
    logger.setAdditive(true);
    logger.detachAppender(log);
    rig.close();
  }

  @Test
  void whatIsCachedAndWhatIsInvalidatedIsShownWithTheReason() {
    read(GAUL);
    complete(gaul(1, 9, 10));
    rig.keeper.onWritten(new Change(ItemKey.tally("Gaul"), v(11)));
    assertThat(lines())
        .containsExactly(
            "cached tally of gaul version=" + E1 + ".9", "invalidated tally of gaul reason=write");
  }

  @Test
  void aFillThatComesTooLateIsShownWithTheReason() {
    read(GAUL);
    rig.keeper.onWritten(new Change(ItemKey.tally("Gaul"), v(11)));
    complete(gaul(1, 9, 10));
    assertThat(lines())
        .containsExactly(
            "not cached tally of gaul version=" + E1 + ".9 reason=invalidated after it was read");
  }

  @Test
  void aFillOfAHistoryThatIsNotKnownIsShownWithTheReason() {
    read(GAUL);
    complete(gaul(1, 9, new Version(E2, 10)));
    assertThat(lines())
        .containsExactly(
            "not cached tally of gaul version="
                + E1
                + ".9 reason=the history that it was read in is not known here");
  }

  @Test
  void aFillThatIsOlderThanWhatIsCachedIsShownWithTheReason() {
    read(CacheKey.Whole.NAMES);
    rig.keeper.onWritten(new Change(ItemKey.tally("Gaul"), v(11)));
    read(CacheKey.Whole.NAMES);
    CompletableFuture<Database.Fetched> older = rig.database.fetches.remove();
    complete(names(11));
    older.complete(names(10));
    assertThat(lines())
        .containsExactly(
            "cached names of teams and events version=" + E1 + ".11",
            "not cached names of teams and events version="
                + E1
                + ".10 reason=what is cached is newer");
  }

  private static Database.Fetched names(long through) {
    return new Database.Fetched(
        new CachedValue.NameLists(List.of("Gaul"), List.of("Stone Curling")), v(through));
  }

  private void complete(Database.Fetched fetched) {
    rig.database.fetches.remove().complete(fetched);
  }

  private void read(CacheKey key) {
    var unused = rig.keeper.read(key, Optional.empty());
  }

  private List<String> lines() {
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
