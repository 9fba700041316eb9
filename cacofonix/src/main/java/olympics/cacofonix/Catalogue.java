package olympics.cacofonix;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import olympics.cacofonix.core.Update;
import olympics.cacofonix.core.Update.MedalWon;
import olympics.cacofonix.core.Update.ScoreReport;
import olympics.games.core.Names;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The teams and events that updates are about, as first written, by folded name. */
final class Catalogue {
  private static final Logger LOG = LoggerFactory.getLogger(Catalogue.class);

  private final Map<String, String> teams = new LinkedHashMap<>();
  private final Map<String, String> events = new LinkedHashMap<>();

  /** What these teams and events need. */
  static Catalogue of(Collection<String> teams, Collection<String> events) {
    Catalogue catalogue = new Catalogue();
    teams.forEach(team -> catalogue.teams.putIfAbsent(Names.fold(team), team));
    events.forEach(event -> catalogue.events.putIfAbsent(Names.fold(event), event));
    return catalogue;
  }

  /** What these updates need: the teams that win medals, the events whose scores are told. */
  static Catalogue of(Collection<Update> updates) {
    return of(
        updates.stream()
            .filter(MedalWon.class::isInstance)
            .map(update -> ((MedalWon) update).team())
            .toList(),
        updates.stream()
            .filter(ScoreReport.class::isInstance)
            .map(update -> ((ScoreReport) update).event())
            .toList());
  }

  /** Adds what the Games do not know yet. Doing it again changes nothing. */
  void addMissing(BalancerGames games, PatientCaller caller)
      throws StoppedException, InterruptedException {
    Collection<String> newTeams = missing(teams, caller.call(games::listTeams));
    Collection<String> newEvents = missing(events, caller.call(games::listEvents));
    for (String team : newTeams) {
      var unused = caller.call(() -> games.addTeam(team));
    }
    for (String event : newEvents) {
      var unused = caller.call(() -> games.addEvent(event));
    }
    if (!newTeams.isEmpty() || !newEvents.isEmpty()) {
      LOG.info("added teams={} events={}", newTeams.size(), newEvents.size());
    }
  }

  private static Collection<String> missing(Map<String, String> wanted, List<String> known) {
    Set<String> folded = new HashSet<>();
    known.forEach(name -> folded.add(Names.fold(name)));
    Map<String, String> missing = new LinkedHashMap<>(wanted);
    missing.keySet().removeAll(folded);
    return missing.values();
  }
}
