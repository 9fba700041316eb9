package olympics.tablet.core.scoreboard;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import olympics.process.core.Address;

/** How a tablet gets what it shows, and whether it does. Confined. */
public final class Connection {
  /** There has been no answer since then. */
  public record Lost(String reason, Moment since) {}

  /** A server's clock as it was last read. */
  private record Read(ClockOffset offset, Moment at) {}

  /** What was not read for so long is forgotten: the server may be gone. */
  private static final Duration REMEMBERED = Duration.ofMinutes(1);

  private static final int MOST_CLOCKS = 16;

  private final Scoreboard.About about;
  private Optional<Lost> lost = Optional.empty();
  private Optional<Moment> heardAt = Optional.empty();
  private String push;
  private final Map<String, Read> clocks = new TreeMap<>();

  Connection(Scoreboard.About about) {
    this.about = about;
    push = about.push() ? "not registered yet" : "off";
  }

  /** Who is asked. */
  public Address balancer() {
    return about.balancer();
  }

  /** The tablet's own address. */
  public Address tablet() {
    return about.tablet();
  }

  /** The URL of the tablet's page. */
  public String page() {
    return about.page();
  }

  /** Between two rounds of questions. */
  public Duration interval() {
    return about.interval();
  }

  /** Whether updates are to come by themselves. */
  public boolean pushes() {
    return about.push();
  }

  /** Since when there is no answer, if there is none. */
  public Optional<Lost> lost() {
    return lost;
  }

  /** When there last was an answer. */
  public Optional<Moment> heardAt() {
    return heardAt;
  }

  /** How it stands with updates that come by themselves, in a word or two. */
  public String push() {
    return push;
  }

  /** The clocks of the servers that answered lately, by their names. */
  public Map<String, ClockOffset> clocks() {
    Map<String, ClockOffset> offsets = new LinkedHashMap<>();
    clocks.forEach((server, read) -> offsets.put(server, read.offset()));
    return offsets;
  }

  void heard(Moment now) {
    heardAt = Optional.of(now);
  }

  void lost(String reason, Moment now) {
    String prefix = about.balancer() + ": ";
    lost =
        Optional.of(
            new Lost(reason.startsWith(prefix) ? reason.substring(prefix.length()) : reason, now));
  }

  void back() {
    lost = Optional.empty();
  }

  void push(String state) {
    push = state;
  }

  void clock(String server, ClockOffset offset, Moment now) {
    clocks.values().removeIf(read -> now.since(read.at()).compareTo(REMEMBERED) > 0);
    if (clocks.size() < MOST_CLOCKS || clocks.containsKey(server)) {
      clocks.put(server, new Read(offset, now));
    }
  }
}
