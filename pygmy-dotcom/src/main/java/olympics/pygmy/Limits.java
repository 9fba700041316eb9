package olympics.pygmy;

import java.time.Duration;

/**
 * The bounds on what clients and front-ends may make the balancer hold.
 *
 * @param clientConnections more are answered 503 and closed
 * @param requestsInFlight in all; more are answered with fault 503
 * @param bufferedBytes of request bodies in all; more are answered with fault 503
 * @param pipelined requests of one client in progress; further ones stay in its socket
 * @param bodyBytes of one request
 * @param headerBytes of one request
 * @param answerBytes of one front-end's answer
 * @param backEndConnections to one front-end, for each kind of call
 * @param depth reads in flight on one connection before another one is opened
 * @param receiveWithin how long a request may take to come in
 * @param idleWithin how long a client's connection may be idle
 */
record Limits(
    int clientConnections,
    int requestsInFlight,
    long bufferedBytes,
    int pipelined,
    int bodyBytes,
    int headerBytes,
    int answerBytes,
    int backEndConnections,
    int depth,
    Duration receiveWithin,
    Duration idleWithin) {

  static final Limits DEFAULT =
      new Limits(
          4096,
          4096,
          64 << 20,
          32,
          1 << 20,
          16 << 10,
          16 << 20,
          64,
          8,
          Duration.ofSeconds(10),
          Duration.ofMinutes(5));

  Limits withRequestsInFlight(int requests) {
    return new Limits(
        clientConnections,
        requests,
        bufferedBytes,
        pipelined,
        bodyBytes,
        headerBytes,
        answerBytes,
        backEndConnections,
        depth,
        receiveWithin,
        idleWithin);
  }

  Limits withReceiveWithin(Duration time) {
    return new Limits(
        clientConnections,
        requestsInFlight,
        bufferedBytes,
        pipelined,
        bodyBytes,
        headerBytes,
        answerBytes,
        backEndConnections,
        depth,
        time,
        idleWithin);
  }

  Limits withClientConnections(int connections) {
    return new Limits(
        connections,
        requestsInFlight,
        bufferedBytes,
        pipelined,
        bodyBytes,
        headerBytes,
        answerBytes,
        backEndConnections,
        depth,
        receiveWithin,
        idleWithin);
  }
}
