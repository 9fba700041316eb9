package olympics.tablet.core.page;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import olympics.tablet.core.page.PageModel.Fact;
import olympics.tablet.core.scoreboard.Ages;
import olympics.tablet.core.scoreboard.Connection;
import olympics.tablet.core.scoreboard.Moment;
import olympics.tablet.core.scoreboard.Scoreboard;
import olympics.tablet.core.scoreboard.Standings;

/** Says where what is shown came from. */
final class Provenance {
  private final Scoreboard board;
  private final Moment now;
  private final ZoneId zone;

  Provenance(Scoreboard board, Moment now, ZoneId zone) {
    this.board = board;
    this.now = now;
    this.zone = zone;
  }

  List<Fact> facts() {
    Connection connection = board.connection();
    List<Fact> facts = new ArrayList<>();
    facts.add(
        new Fact(
            "Asked",
            connection.balancer()
                + ", what is followed every "
                + Ages.of(connection.interval()).replace(".0 ", " ")));
    facts.add(
        new Fact(
            "Pushed by the front-ends",
            connection.pushes() ? connection.push() : "no (--push turns it on)"));
    facts.add(
        new Fact(
            "Medal table", board.standings().lastRead().map(this::table).orElse("not read yet")));
    facts.add(
        new Fact(
            "Clocks, to this machine’s",
            connection.clocks().isEmpty() ? "not read yet" : clocks(connection)));
    facts.add(new Fact("Times are shown in", zone.getId()));
    facts.add(new Fact("This tablet", connection.tablet().toString()));
    return facts;
  }

  private String table(Standings.ReadOut read) {
    return read.source().map(source -> source.words() + "; ").orElse("")
        + "read "
        + Ages.of(now.since(read.at()))
        + " ago, surely current "
        + Ages.of(read.freshness().age().plus(now.since(read.at())))
        + " ago"
        + (read.freshness().stale() ? ", STALE" : "");
  }

  private static String clocks(Connection connection) {
    return connection.clocks().entrySet().stream()
        .map(clock -> Modelling.shown(clock.getKey()) + " " + clock.getValue().words())
        .collect(Collectors.joining(", "));
  }
}
