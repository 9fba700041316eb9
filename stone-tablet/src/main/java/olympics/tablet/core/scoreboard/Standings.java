package olympics.tablet.core.scoreboard;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import olympics.games.core.ItemKey;
import olympics.games.core.MedalTable;
import olympics.games.core.Team;
import olympics.games.core.Version;
import olympics.tablet.core.Item;
import olympics.tablet.core.Source;
import olympics.tablet.core.Table;
import olympics.wire.Freshness;

/** The medal table as last read, with what was heard of followed teams since. Confined. */
public final class Standings {
  /**
   * A line of the table.
   *
   * @param rank from 1; equal tallies share one
   * @param tied whether others have the same
   */
  public record Row(int rank, boolean tied, Team team, Optional<News> news) {
    /** The team as an item that can be followed. */
    public ItemKey key() {
      return ItemKey.tally(team.name());
    }

    /** The rank, with {@code =} before it if it is shared. */
    public String label() {
      return (tied ? "=" : "") + rank;
    }
  }

  /** When and how the table was last read. */
  public record ReadOut(Freshness freshness, Optional<Source> source, Moment at) {}

  private static final int AWARDS = 20;

  private final Map<ItemKey, Team> teams = new LinkedHashMap<>();
  private final Map<ItemKey, News> news = new HashMap<>();
  private final Deque<Award> awards = new ArrayDeque<>();
  private Optional<ReadOut> read = Optional.empty();
  private Optional<String> problem = Optional.empty();
  private List<Row> rows = List.of();

  /**
   * The table was read. A tally that was heard of meanwhile stays if it is of the same epoch and
   * newer than all that the table knows.
   */
  void read(Table table, Moment now) {
    boolean first = read.isEmpty();
    Set<ItemKey> there = new HashSet<>();
    for (Team team : table.teams()) {
      ItemKey key = ItemKey.tally(team.name());
      there.add(key);
      if (!isNewer(teams.get(key), table.through())) {
        put(key, team, first, now);
      }
    }
    teams.keySet().retainAll(there);
    read = Optional.of(new ReadOut(table.freshness(), table.source(), now));
    problem = Optional.empty();
    rank();
  }

  /** A tally that the tablet believes; counts only if the table has the team. */
  void heard(Team team, Moment now) {
    ItemKey key = ItemKey.tally(team.name());
    if (teams.containsKey(key)) {
      put(key, team, false, now);
      rank();
    }
  }

  /** The table could not be read. */
  void failed(String reason) {
    problem = Optional.of(reason);
  }

  /** In the order of the Games. */
  public List<Row> rows() {
    return rows;
  }

  /** The row of a team, if the table has it. */
  public Optional<Row> row(ItemKey key) {
    return rows.stream().filter(row -> row.key().equals(key)).findFirst();
  }

  /** When the table was last read, if it ever was. */
  public Optional<ReadOut> lastRead() {
    return read;
  }

  /** Why the table could not be read when it was last asked for, if so. */
  public Optional<String> problem() {
    return problem;
  }

  /** What changed while the table was looked at, newest first; the newest {@value #AWARDS}. */
  public List<Award> awards() {
    return List.copyOf(awards);
  }

  private void put(ItemKey key, Team team, boolean first, Moment now) {
    Team before = teams.put(key, team);
    if (before != null && !first) {
      News.between(new Item.Tally(before), new Item.Tally(team), now)
          .ifPresent(
              change -> {
                news.put(key, change);
                awarded(Award.between(before, team));
              });
    }
  }

  private void awarded(Award award) {
    awards.addFirst(award);
    if (awards.size() > AWARDS) {
      awards.removeLast();
    }
  }

  private static boolean isNewer(Team held, Optional<Version> through) {
    return held != null
        && through
            .filter(read -> read.epoch().equals(held.stamp().version().epoch()))
            .filter(read -> held.stamp().version().number() > read.number())
            .isPresent();
  }

  private void rank() {
    List<MedalTable.Row> ranked = MedalTable.rank(teams.values());
    Map<Integer, Integer> sharers = new HashMap<>();
    ranked.forEach(row -> sharers.merge(row.rank(), 1, Integer::sum));
    List<Row> made = new ArrayList<>();
    for (MedalTable.Row row : ranked) {
      ItemKey key = ItemKey.tally(row.team().name());
      made.add(
          new Row(
              row.rank(),
              sharers.get(row.rank()) > 1,
              row.team(),
              Optional.ofNullable(news.get(key))));
    }
    rows = List.copyOf(made);
  }
}
