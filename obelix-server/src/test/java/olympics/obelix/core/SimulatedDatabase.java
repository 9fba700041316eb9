package olympics.obelix.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import olympics.games.core.ItemKey;
import olympics.games.core.Lineage;
import olympics.games.core.Stamp;
import olympics.games.core.Team;
import olympics.games.core.Version;

/** A database with versions, epochs and restored backups, which remembers what was true when. */
final class SimulatedDatabase {
  /** From {@code since} on the item's newest write was {@code version}. */
  private record Truth(long since, Version version) {}

  private final List<String> teams;
  private final List<Lineage.Epoch> epochs = new ArrayList<>();
  private final TreeMap<Long, String> teamByNumber = new TreeMap<>();
  private final Map<String, List<Truth>> truths = new HashMap<>();
  private long lastNumber;
  private int starts = 1;

  SimulatedDatabase(List<String> teams) {
    this.teams = teams;
    epochs.add(new Lineage.Epoch(epochId(1), 1));
    teams.forEach(team -> write(team, 0));
  }

  private static String epochId(int ordinal) {
    return String.format("%016x", ordinal);
  }

  Lineage lineage() {
    return new Lineage(epochs);
  }

  Version through() {
    Lineage.Epoch current = epochs.get(epochs.size() - 1);
    return new Version(current.id(), lastNumber);
  }

  Change write(String team, long now) {
    lastNumber++;
    teamByNumber.put(lastNumber, team);
    Version version = through();
    truths.computeIfAbsent(team, t -> new ArrayList<>()).add(new Truth(now, version));
    return new Change(ItemKey.tally(team), version);
  }

  /** Starts anew, without the last {@code undone} writes. */
  void restart(int undone, long now) {
    lastNumber = Math.max(teams.size(), lastNumber - undone);
    teamByNumber.tailMap(lastNumber, false).clear();
    // Epochs of which nothing is left were begun after the backup was taken.
    epochs.removeIf(epoch -> epoch.firstNumber() > lastNumber + 1);
    starts++;
    epochs.add(new Lineage.Epoch(epochId(starts), lastNumber + 1));
    for (String team : teams) {
      truths.get(team).add(new Truth(now, newest(team, lastNumber)));
    }
  }

  /** The newest write of a team up to a number, in the present history. */
  Version newest(String team, long number) {
    long last =
        teamByNumber.headMap(number, true).entrySet().stream()
            .filter(e -> e.getValue().equals(team))
            .mapToLong(Map.Entry::getKey)
            .max()
            .orElseThrow();
    return truths.get(team).stream()
        .map(Truth::version)
        .filter(version -> version.number() == last && lineage().contains(version))
        .findFirst()
        .orElseThrow();
  }

  CachedValue read(String team) {
    Version version = newest(team, lastNumber);
    return new CachedValue.Tally(new Team(team, 0, 0, 0, new Stamp(version, Instant.EPOCH)));
  }

  Poll changesSince(Optional<Version> since, long sentAt) {
    boolean known = since.isPresent() && lineage().contains(since.get());
    List<Change> changes = new ArrayList<>();
    if (known) {
      for (String team : teams) {
        Version newest = newest(team, lastNumber);
        if (newest.number() > since.get().number()) {
          changes.add(new Change(ItemKey.tally(team), newest));
        }
      }
    }
    return new Poll(since, sentAt, through(), lineage(), !known, changes);
  }

  /** Whether the write was the team's newest at some time from {@code from} to {@code to}. */
  boolean wasTrueBetween(String team, Version version, long from, long to) {
    List<Truth> timeline = truths.get(team);
    for (int i = 0; i < timeline.size(); i++) {
      long end = i + 1 < timeline.size() ? timeline.get(i + 1).since() : Long.MAX_VALUE;
      if (timeline.get(i).version().equals(version)
          && timeline.get(i).since() <= to
          && end >= from) {
        return true;
      }
    }
    return false;
  }
}
