package olympics.pygmy.diagram.core;

import olympics.process.core.ProcessId;

/**
 * A place on a line of the diagram: after that many receipts of that life, and before the next one.
 *
 * @param line a server's address, or one of the names below
 * @param life short, as in traces; empty where nothing is counted
 * @param count receipts; 0 before the first one, and where nothing is counted
 */
public record Place(String line, String life, long count) {
  /** Where clients are: they have no clocks. */
  public static final String CLIENTS = "clients";

  /** Where the balancer is: it carries clocks on and counts nothing. */
  public static final String BALANCER = "balancer";

  /** A server of which nothing is known here. */
  public static final String ELSEWHERE = "elsewhere";

  private static final int SHORT_INCARNATION = 8;

  /** The short name of a life, different for every life of a process. */
  public static String life(ProcessId process) {
    return process.uid() + "-" + process.incarnation().substring(0, SHORT_INCARNATION);
  }
}
