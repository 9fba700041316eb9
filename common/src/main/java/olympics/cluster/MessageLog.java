package olympics.cluster;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import olympics.causality.core.VectorClock;
import olympics.games.core.RequestId;
import olympics.rpc.RpcCall;
import olympics.rpc.SignedHeaders;

/**
 * Remembers the newest receipts of requests, but only while somebody asks for them: each question
 * has it remember for ten seconds more. Bounded in receipts and in the entries of their clocks.
 *
 * <p>{@link #isAskedFor} may be called by any thread; all else is confined to the lock of the
 * {@link CausalOwner}, so that the receipts stand in the order of their counts.
 */
final class MessageLog {
  /** So many receipts have some 6,000 elements as XML, of the 10,000 that are read. */
  static final int KEPT = 200;

  /** Entries of clocks of all that is kept: some 200 KB as a text. */
  static final int CLOCK_ENTRIES = 4096;

  static final Duration LEASE = Duration.ofSeconds(10);

  private final LongSupplier syncedNanos;
  private final Deque<Receipt> receipts = new ArrayDeque<>();
  private int entries;
  private long until;
  private volatile boolean askedFor;

  /**
   * A request that was received.
   *
   * @param number this server's own count in {@code clock}
   * @param signed the sender's headers, verified; nothing of a sender that did not sign
   * @param clock of this receipt
   * @param nanos since 1970, by the synchronised clock
   */
  record Receipt(
      long number, String method, Optional<SignedHeaders> signed, VectorClock clock, long nanos) {
    VectorClock attached() {
      return signed.map(SignedHeaders::clock).orElse(VectorClock.EMPTY);
    }

    Optional<RequestId> requestId() {
      return signed.flatMap(SignedHeaders::requestId);
    }

    private int entries() {
      return attached().counts().size() + clock.counts().size();
    }
  }

  /**
   * What is told.
   *
   * @param receipts in the order of their numbers; a gap is what is not remembered
   * @param through no receipt up to this number will be told later
   */
  record Page(List<Receipt> receipts, long through) {}

  /**
   * A log that remembers nothing yet.
   *
   * @param syncedNanos reads the synchronised clock, in nanoseconds since 1970
   */
  MessageLog(LongSupplier syncedNanos) {
    this.syncedNanos = syncedNanos;
  }

  /** Whether receipts are to be told of: the one question that every request asks. */
  boolean isAskedFor() {
    return askedFor;
  }

  /**
   * Remembers a receipt, unless nobody has asked for long.
   *
   * @param number higher than that of the receipt before
   * @param now in nanoseconds of the running time
   */
  void received(RpcCall call, long number, VectorClock clock, long now) {
    if (now - until >= 0) {
      askedFor = false;
      receipts.clear();
      entries = 0;
      return;
    }
    Receipt receipt =
        new Receipt(number, call.method(), call.signed(), clock, syncedNanos.getAsLong());
    receipts.addLast(receipt);
    entries += receipt.entries();
    while (receipts.size() > KEPT || (entries > CLOCK_ENTRIES && receipts.size() > 1)) {
      entries -= receipts.removeFirst().entries();
    }
  }

  /**
   * Tells the receipts past a number, and remembers for some time more.
   *
   * @param number a caller's last {@code through}, or 0
   * @param through the number of the last receipt
   * @param now in nanoseconds of the running time
   */
  Page after(long number, long through, long now) {
    until = now + LEASE.toNanos();
    askedFor = true;
    List<Receipt> news = new ArrayList<>();
    Iterator<Receipt> newestFirst = receipts.descendingIterator();
    while (newestFirst.hasNext()) {
      Receipt receipt = newestFirst.next();
      if (receipt.number() <= number) {
        break;
      }
      news.add(0, receipt);
    }
    return new Page(news, through);
  }
}
