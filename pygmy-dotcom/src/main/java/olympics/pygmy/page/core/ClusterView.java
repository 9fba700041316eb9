package olympics.pygmy.page.core;

import java.util.List;
import java.util.Optional;

/**
 * All servers at a moment.
 *
 * @param servers the front-ends in the order of the command line, then what they know beside them
 * @param requests that clients made of the balancer
 * @param faults that the balancer itself answered
 * @param asOf in milliseconds since 1970, by the balancer's machine
 */
public record ClusterView(List<ServerView> servers, long requests, long faults, long asOf) {
  public ClusterView {
    servers = List.copyOf(servers);
  }

  /** Nothing is known yet. */
  public static final ClusterView EMPTY = new ClusterView(List.of(), 0, 0, 0);

  /** The server that serves time, if one is named and answers. */
  Optional<ServerView> timeServer() {
    return leader()
        .flatMap(at -> servers.stream().filter(server -> server.address().equals(at)).findFirst());
  }

  /** Where the time server is: what the highest term says. */
  Optional<String> leader() {
    return servers.stream()
        .flatMap(server -> server.status().stream())
        .filter(status -> !status.leader().isEmpty())
        .max((a, b) -> Long.compare(number(a.term()), number(b.term())))
        .map(Status::leader);
  }

  /** The number of a term, which is written before its uid and incarnation; 0 if there is none. */
  static long number(String term) {
    int dash = term.indexOf('-');
    return dash <= 0 ? 0 : Long.parseLong(term.substring(0, dash));
  }
}
