package olympics.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import olympics.database.core.Outgoing;
import olympics.database.core.Registration;
import olympics.database.core.TabletFeed;
import olympics.database.storage.TabletsChanged;
import olympics.games.core.Version;
import olympics.process.core.Address;
import olympics.process.core.PushKey;
import olympics.rpc.XmlRpcCodec;
import olympics.wire.Methods;
import olympics.wire.Struct;
import org.junit.jupiter.api.Test;

/** What is told of tablets stays within the limits of the wire, however many there are. */
class FeedStructsTest {
  private static final int MAX_BYTES = 1 << 20;
  private static final int NAMES = 1_000;
  private static final Optional<PushKey> LONGEST_KEY =
      Optional.of(new PushKey("k".repeat(PushKey.MAX_LENGTH)));

  private final XmlRpcCodec codec = new XmlRpcCodec();

  @Test
  void theMostTabletsWithTheMostNamesAreToldPageByPageWithinTheLimits() throws Exception {
    List<String> teams = names(NAMES / 2, i -> "Team of the village number " + i);
    List<String> events = names(NAMES / 2, i -> "Event on the field number " + i);
    TabletFeed feed = new TabletFeed();
    for (int i = 0; i < Registration.MAX_IN_ALL; i++) {
      feed.registered(new Registration(tablet(i), teams, events, Instant.EPOCH, LONGEST_KEY));
    }
    Set<Address> told = new HashSet<>();
    TabletFeed.Page page;
    long position = 0;
    do {
      page = feed.after(position);
      Struct answer = sent(page);
      for (Object element : answer.list("registered")) {
        Struct struct = Struct.of(element);
        told.add(new Address(struct.string("host"), struct.integer("port")));
        assertThat(struct.list("teams")).hasSize(NAMES / 2);
        assertThat(struct.list("events")).hasSize(NAMES / 2);
        assertThat(struct.string("push_key")).isEqualTo(LONGEST_KEY.get().text());
      }
      position = page.through();
    } while (page.more());
    assertThat(told).hasSize(Registration.MAX_IN_ALL);
  }

  @Test
  void aKeyTakesItsPlaceOnAPage() throws Exception {
    assertThat(tabletsOnAPage(Optional.empty())).isEqualTo(100);
    assertThat(tabletsOnAPage(LONGEST_KEY)).isEqualTo(98);
  }

  /** How many tablets fit, if the names of one hundred take exactly what all may take. */
  private int tabletsOnAPage(Optional<PushKey> key) throws Exception {
    List<String> names = names(9, i -> "\"".repeat(159) + i);
    TabletFeed feed = new TabletFeed();
    for (int i = 0; i < 100; i++) {
      feed.registered(new Registration(tablet(i), names, List.of(), Instant.EPOCH, key));
    }
    return sent(feed.after(0)).list("registered").size();
  }

  @Test
  void whoHasNoKeyIsToldOfWithoutOne() throws Exception {
    TabletFeed feed = new TabletFeed();
    feed.registered(
        new Registration(tablet(1), List.of("Gaul"), List.of(), Instant.EPOCH, Optional.empty()));
    Struct told = Struct.of(sent(feed.after(0)).list("registered").get(0));
    assertThat(told.has("push_key")).isFalse();
  }

  @Test
  void theLongestNamesMakeSmallerPages() throws Exception {
    for (String letter : List.of("a", "\u00e9", "\u4e2d", "&", "\"")) {
      List<String> longest = names(250, i -> letter.repeat(195) + " " + i);
      TabletFeed feed = new TabletFeed();
      Map<Address, Optional<Registration>> news = new HashMap<>();
      for (int i = 0; i < 20; i++) {
        Registration registration =
            new Registration(tablet(i), longest, List.of(), Instant.EPOCH, LONGEST_KEY);
        feed.registered(registration);
        news.put(registration.tablet(), Optional.of(registration));
      }
      int told = 0;
      TabletFeed.Page page;
      long position = 0;
      do {
        page = feed.after(position);
        told += sent(page).list("registered").size();
        position = page.through();
      } while (page.more());
      assertThat(told).isEqualTo(20);
      assertNoticesAreWithinTheLimits(news);
    }
  }

  private void assertNoticesAreWithinTheLimits(Map<Address, Optional<Registration>> news)
      throws Exception {
    Outgoing outgoing = new Outgoing();
    Version version = new Version("0".repeat(16), 1);
    outgoing.committed(version, List.of(), news);
    int told = 0;
    for (var next = outgoing.next(); next.isPresent(); next = outgoing.next()) {
      byte[] notice =
          codec.encodeCall(Methods.ITEMS_CHANGED, List.of(FeedStructs.ofMessage(next.get())));
      assertThat(notice).hasSizeLessThan(MAX_BYTES);
      Object read = codec.decodeCall(notice).params().get(0);
      told += Struct.of(read).list("registered").size();
      outgoing.ended(true, version);
    }
    assertThat(told).isEqualTo(20);
  }

  /** The page, read with the limits of a request, which are stricter than those of an answer. */
  private Struct sent(TabletFeed.Page page) throws Exception {
    Map<String, Object> struct =
        FeedStructs.ofTablets(new TabletsChanged("e." + page.through(), page));
    byte[] text = codec.encodeCall(Methods.TABLETS_SINCE, List.of(struct));
    assertThat(text).hasSizeLessThan(MAX_BYTES);
    return Struct.of(codec.decodeCall(text).params().get(0));
  }

  private static Address tablet(int number) {
    return new Address("10.0." + number / 16 / 250 + "." + number / 16 % 250, 8000 + number % 16);
  }

  private static List<String> names(int count, IntFunction<String> name) {
    return Collections.unmodifiableList(
        new ArrayList<>(IntStream.range(0, count).mapToObj(name).toList()));
  }
}
