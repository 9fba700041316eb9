package olympics.database.storage;

import olympics.rpc.FaultCode;
import olympics.rpc.RpcFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many requests were applied, and how many may be. Counted from the rows once, and then kept
 * along with the transactions. Confined to the writer's thread, once opened.
 *
 * <p>This bounds the scores' writers too: a row of theirs is only ever written together with an
 * applied request, so there are never more of them.
 */
final class RequestCount {
  private static final Logger LOG = LoggerFactory.getLogger(RequestCount.class);

  private final long max;
  private long committed;
  private long now;
  private long atMark;
  private boolean known = true;

  /**
   * Begins to count.
   *
   * @param max the most that are taken
   * @param found how many rows there are; may be above {@code max}
   */
  RequestCount(long max, long found) {
    this.max = max;
    this.committed = found;
    warnIfNearlyFull(0);
  }

  /** Whether nothing happened since that makes it necessary to count the rows again. */
  boolean isKnown() {
    return known;
  }

  /** The rows were counted again. */
  void counted(long found) {
    committed = found;
    known = true;
  }

  void begin() {
    now = committed;
  }

  void mark() {
    atMark = now;
  }

  void undoToMark() {
    now = atMark;
  }

  void commit() {
    long before = committed;
    committed = now;
    warnIfNearlyFull(before);
  }

  /** Nobody knows whether the transaction's rows are there. */
  void commitUnknown() {
    known = false;
  }

  /** One more row was written. */
  void added() {
    now++;
  }

  /** How many there are on disk, as far as is known. */
  long committed() {
    return committed;
  }

  /**
   * Checks that there is room for one more.
   *
   * @throws RpcFault 503 if there is none
   */
  void requireRoom() throws RpcFault {
    if (now >= max) {
      throw new RpcFault(
          FaultCode.UNAVAILABLE,
          "the database keeps "
              + now
              + " request ids and takes at most "
              + max
              + ": nothing was written. Trying again does not help; start the database server with"
              + " a larger --max-requests");
    }
  }

  private void warnIfNearlyFull(long before) {
    long nearly = max - max / 10;
    if (before < nearly && committed >= nearly) {
      LOG.warn(
          "request ids nearly used up requests={} max_requests={}, past that writes are refused;"
              + " start again with a larger --max-requests",
          committed,
          max);
    }
  }
}
