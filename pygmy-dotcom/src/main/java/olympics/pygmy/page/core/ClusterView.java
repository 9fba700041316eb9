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
 * @param injected faults that somebody had happen on purpose, the newest last
 */
public record ClusterView(
    List<ServerView> servers, long requests, long faults, long asOf, List<FaultMark> injected) {
  public ClusterView {
    servers = List.copyOf(servers);
    injected = List.copyOf(injected);
  }

  /** Nothing is known yet. */
  public static final ClusterView EMPTY = new ClusterView(List.of(), 0, 0, 0, List.of());

  /**
   * The server that serves time, if one is named and answers. Its term names it: it may be reached
   * at another address than the one that it tells the others.
   */
  Optional<ServerView> timeServer() {
    return latest()
        .flatMap(
            latest ->
                servers.stream()
                    .filter(
                        server -> server.status().map(s -> s.leads(latest.term())).orElse(false))
                    .findFirst());
  }

  /** Where the time server is: what the highest term says. */
  Optional<String> leader() {
    return latest().map(Status::leader);
  }

  private Optional<Status> latest() {
    return servers.stream()
        .flatMap(server -> server.status().stream())
        .filter(status -> !status.leader().isEmpty())
        .max((a, b) -> Long.compare(number(a.term()), number(b.term())));
  }

  /** The number of a term, which is written before its uid and incarnation; 0 if there is none. */
  static long number(String term) {
    int dash = term.indexOf('-');
    return dash <= 0 ? 0 : Long.parseLong(term.substring(0, dash));
  }
}
