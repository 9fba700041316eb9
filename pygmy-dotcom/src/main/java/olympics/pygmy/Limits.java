package olympics.pygmy;

import java.time.Duration;
import olympics.http.HttpLimits;

/**
 * The bounds on what clients and front-ends may make the balancer hold.
 *
 * @param clients what is taken from clients
 * @param requestsInFlight in all; more are answered with fault 503
 * @param answerBytes of one front-end's answer
 * @param backEndConnections to one front-end, for each kind of call
 * @param depth reads in flight on one connection before another one is opened
 */
record Limits(
    HttpLimits clients, int requestsInFlight, int answerBytes, int backEndConnections, int depth) {

  /** Clients may be idle for long: a tablet asks every few minutes. */
  static final Limits DEFAULT =
      new Limits(HttpLimits.DEFAULT.withIdleTime(Duration.ofMinutes(5)), 4096, 16 << 20, 64, 8);

  Limits withRequestsInFlight(int requests) {
    return new Limits(clients, requests, answerBytes, backEndConnections, depth);
  }

  Limits withClients(HttpLimits limits) {
    return new Limits(limits, requestsInFlight, answerBytes, backEndConnections, depth);
  }
}
