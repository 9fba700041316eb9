package olympics.pygmy.page.core;

import java.util.Optional;

/**
 * One server as the balancer sees it at a moment.
 *
 * @param address where it is reached
 * @param rotation how it stands as a front-end; empty for the database server
 * @param status what it told of itself, if it answered
 * @param failure why there is no status, in words
 * @param sent when it was asked, in seconds of the balancer's running time
 * @param back when the answer came
 * @param requestsPerSecond since the view before, if it had answered then
 */
public record ServerView(
    String address,
    Optional<Rotation> rotation,
    Optional<Status> status,
    String failure,
    double sent,
    double back,
    Optional<Double> requestsPerSecond) {
  /**
   * How the balancer's probes find a front-end.
   *
   * @param state ready, not ready, dead, suspect, unknown
   * @param condition in words, with the reason
   * @param heartbeatAge in seconds since a probe was answered, if one ever was
   * @param forwards requests that were forwarded to it
   */
  public record Rotation(
      String state, String condition, Optional<Double> heartbeatAge, long forwards) {
    /** Whether requests go to it. */
    public boolean isIn() {
      return state.equals("ready");
    }
  }

  /** A clock's reading against the balancer's, by the middle of the round trip. */
  record Reading(double offset, double error) {}

  /** Whether both are the same server, reached at two addresses. */
  public boolean isLifeOf(ServerView other) {
    return status.isPresent()
        && other.status.map(Status::incarnation).equals(status.map(Status::incarnation));
  }

  /** How the server's clock reads, if it answered (Cristian 1989). */
  Optional<Reading> reading() {
    return status.map(told -> new Reading(told.time() - (sent + back) / 2, (back - sent) / 2));
  }
}
