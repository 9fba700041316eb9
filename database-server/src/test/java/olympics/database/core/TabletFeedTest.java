package olympics.database.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import olympics.process.core.Address;
import org.junit.jupiter.api.Test;

class TabletFeedTest {
  private static final Instant SOON = Instant.ofEpochSecond(100);
  private static final Instant LATE = Instant.ofEpochSecond(1_000_000);

  private final TabletFeed feed = new TabletFeed();

  @Test
  void whoKnowsNothingIsToldOfAllAndWhoKnowsAllOfNothing() {
    assertThat(feed.after(0)).isEqualTo(page(0, true, List.of(), List.of()));
    feed.registered(tablet(1, "Gaul"));
    feed.registered(tablet(2, "Rome"));
    assertThat(feed.after(0))
        .isEqualTo(page(2, true, List.of(tablet(1, "Gaul"), tablet(2, "Rome")), List.of()));
    assertThat(feed.after(2)).isEqualTo(page(2, false, List.of(), List.of()));
    assertThat(feed.after(3))
        .as("a position that was never reached")
        .matches(TabletFeed.Page::reset);
  }

  @Test
  void aRenewalIsNothingNewAndKeepsTheLongerLease() {
    feed.registered(ending(tablet(1, "Gaul"), SOON));
    feed.registered(ending(tablet(1, "Gaul"), LATE));
    assertThat(feed.after(1)).isEqualTo(page(1, false, List.of(), List.of()));
    feed.expire(SOON);
    assertThat(feed.after(0).registered()).hasSize(1);
  }

  @Test
  void aTabletThatFollowsSomethingElseOrIsGoneIsToldOnceAsItIsNow() {
    feed.registered(tablet(1, "Gaul"));
    feed.registered(tablet(2, "Gaul"));
    feed.registered(tablet(1, "Rome"));
    feed.unregistered(address(2));
    feed.unregistered(address(2));
    feed.unregistered(address(3));
    assertThat(feed.after(2))
        .isEqualTo(page(4, false, List.of(tablet(1, "Rome")), List.of(address(2))));
    feed.registered(tablet(2, "Gaul"));
    assertThat(feed.after(2))
        .isEqualTo(page(5, false, List.of(tablet(1, "Rome"), tablet(2, "Gaul")), List.of()));
  }

  @Test
  void aLeaseThatHasEndedIsGone() {
    feed.registered(ending(tablet(1, "Gaul"), SOON));
    feed.registered(ending(tablet(2, "Gaul"), LATE));
    feed.expire(SOON.minusNanos(1000));
    assertThat(feed.after(2).gone()).isEmpty();
    feed.expire(SOON);
    assertThat(feed.after(2)).isEqualTo(page(3, false, List.of(), List.of(address(1))));
    assertThat(feed.isEmpty()).isFalse();
    feed.expire(LATE);
    assertThat(feed.isEmpty()).isTrue();
  }

  @Test
  void whoStandsBeforeAGoneTabletThatWasForgottenBeginsAnew() {
    for (int i = 0; i <= TabletFeed.MAX_GONE; i++) {
      feed.registered(tablet(1, "Gaul"));
      feed.registered(tablet(2 + i, "Gaul"));
      feed.unregistered(address(2 + i));
    }
    // The first one that was gone stood at position 3.
    assertThat(feed.after(2).reset()).isTrue();
    assertThat(feed.after(2).registered()).containsExactly(tablet(1, "Gaul"));
    assertThat(feed.after(3).reset()).isFalse();
    assertThat(feed.after(3).more()).isTrue();
  }

  @Test
  void whoeverFollowsPageByPageComesToTheRightList() {
    for (long seed = 0; seed < 300; seed++) {
      Follower follower = new Follower();
      TabletFeed random = new TabletFeed();
      Random dice = new Random(seed);
      Map<Address, Registration> truth = new HashMap<>();
      for (int step = 0; step < 600; step++) {
        Address tablet = address(dice.nextInt(250));
        if (dice.nextInt(3) > 0) {
          Registration registration = tablet(tablet.port() - 1, "Team " + dice.nextInt(2));
          random.registered(registration);
          truth.put(tablet, registration);
        } else {
          random.unregistered(tablet);
          truth.remove(tablet);
        }
        if (dice.nextInt(40) == 0) {
          follower.takes(random.after(follower.position));
        }
        if (dice.nextInt(300) == 0) {
          follower = new Follower();
        }
      }
      follower.takesAll(random);
      assertThat(follower.known).as("seed " + seed).isEqualTo(truth);
    }
  }

  @Test
  void pagesStayWithinTheLimitsWithoutLosingATablet() {
    Set<Address> expected = new HashSet<>();
    for (int i = 0; i < 300; i++) {
      int names = i % 3 == 0 ? 1_000 : 5;
      feed.registered(tablet(i, IntStream.range(0, names).mapToObj(n -> "Team " + n).toList()));
      expected.add(address(i));
    }
    Follower follower = new Follower();
    follower.takesAll(feed);
    assertThat(follower.known.keySet()).isEqualTo(expected);
    assertThat(follower.mostTablets).isLessThanOrEqualTo(TabletPortion.MAX_TABLETS);
    assertThat(follower.mostNames).isLessThanOrEqualTo(TabletPortion.MAX_NAMES);
  }

  /** Keeps the list as a front-end does. */
  private static final class Follower {
    private final Map<Address, Registration> known = new HashMap<>();
    private long position;
    private int mostTablets;
    private int mostNames;

    void takesAll(TabletFeed feed) {
      TabletFeed.Page page;
      do {
        page = feed.after(position);
        takes(page);
      } while (page.more());
    }

    void takes(TabletFeed.Page page) {
      if (page.reset()) {
        known.clear();
      }
      page.registered().forEach(registration -> known.put(registration.tablet(), registration));
      page.gone().forEach(known::remove);
      position = page.through();
      mostTablets = Math.max(mostTablets, page.registered().size() + page.gone().size());
      int names = page.registered().stream().mapToInt(r -> r.teams().size()).sum();
      mostNames = Math.max(mostNames, names);
    }
  }

  private static TabletFeed.Page page(
      long through, boolean reset, List<Registration> registered, List<Address> gone) {
    return new TabletFeed.Page(through, reset, false, registered, gone);
  }

  private static Address address(int number) {
    return new Address("10.0.0.1", 1 + number);
  }

  private static Registration tablet(int number, String team) {
    return tablet(number, List.of(team));
  }

  private static Registration tablet(int number, List<String> teams) {
    return new Registration(address(number), teams, List.of(), LATE, Optional.empty());
  }

  private static Registration ending(Registration registration, Instant expires) {
    return new Registration(
        registration.tablet(),
        registration.teams(),
        registration.events(),
        expires,
        registration.pushKey());
  }
}
