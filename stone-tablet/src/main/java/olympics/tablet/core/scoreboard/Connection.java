package olympics.tablet.core.scoreboard;

import java.time.Duration;
import java.util.Optional;
import olympics.process.core.Address;

/**
 * How a tablet gets what it shows, and whether it does. Confined.
 *
 * <p>An answer does not say which front-end gave it, nor whether from its cache: its age says how
 * long ago the value was surely current.
 */
public final class Connection {
  /** There has been no answer since then. */
  public record Lost(String reason, Moment since) {}

  /**
   * How far the Games' clock is ahead of this machine's.
   *
   * @param bound half the round trip: the offset is wrong by that much at most
   */
  public record ClockOffset(Duration offset, Duration bound) {}

  private final Scoreboard.About about;
  private Optional<Lost> lost = Optional.empty();
  private Optional<Moment> heardAt = Optional.empty();
  private String push;
  private Optional<ClockOffset> clock = Optional.empty();

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

  /** The Games' clock, once it was read. */
  public Optional<ClockOffset> clock() {
    return clock;
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

  void clock(ClockOffset offset) {
    clock = Optional.of(offset);
  }
}
