package olympics.pygmy;

import io.netty.buffer.ByteBuf;
import olympics.pygmy.core.Outcome;

/** One forwarding of one request to one front-end. Confined to the event loop. */
final class Attempt {
  private final Exchange exchange;
  private final int backEnd;
  private final String receiver;
  private final String signature;
  private final long forwardedAt;
  private final ByteBuf bytes;
  private BackEndConnection connection;
  private boolean written;
  private boolean overdue;

  /**
   * An attempt that is about to be made.
   *
   * @param receiver the incarnation that it is signed for
   * @param signature to verify the answer with
   * @param forwardedAt in running time
   * @param bytes the whole HTTP request; owned by the attempt until it is written
   */
  Attempt(
      Exchange exchange,
      int backEnd,
      String receiver,
      String signature,
      long forwardedAt,
      ByteBuf bytes) {
    this.exchange = exchange;
    this.backEnd = backEnd;
    this.receiver = receiver;
    this.signature = signature;
    this.forwardedAt = forwardedAt;
    this.bytes = bytes;
  }

  Exchange exchange() {
    return exchange;
  }

  int backEnd() {
    return backEnd;
  }

  String receiver() {
    return receiver;
  }

  String signature() {
    return signature;
  }

  long forwardedAt() {
    return forwardedAt;
  }

  ByteBuf bytes() {
    return bytes;
  }

  void on(BackEndConnection carrier) {
    connection = carrier;
  }

  void written() {
    written = true;
  }

  /** Stops waiting: the connection is given up, and with it all that waits on it. */
  void giveUp() {
    overdue = true;
    connection.close();
  }

  /**
   * How it ended, if its connection ended before the answer was complete.
   *
   * @param connected whether the connection ever came to be
   * @param answerBegan whether a byte of this answer came
   * @param hasServed whether the connection had brought an answer before
   */
  Outcome outcomeOfClose(boolean connected, boolean answerBegan, boolean hasServed) {
    if (!connected) {
      return Outcome.REFUSED;
    }
    if (overdue) {
      return Outcome.SILENT;
    }
    if (!written) {
      return Outcome.BROKEN_WHILE_SENDING;
    }
    return hasServed && !answerBegan ? Outcome.CLOSED_UNANSWERED : Outcome.CLOSED;
  }
}
