package olympics.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One request of a connection, from its head to its written answer: received, then run, then
 * answered. Confined to the event loop, but for {@link #answer} and {@link #stream}.
 */
final class PendingRequest implements Answerer {
  private final HttpConnection connection;
  private final HttpRequest head;
  private final BodyParts body = new BodyParts();
  private int bodyBytes;
  private int heldBytes;
  private boolean owesContinue;
  private boolean received;
  private boolean running;
  private boolean answered;
  private boolean dropped;
  private boolean last;
  private HttpTask task;
  private HttpAnswer answer;
  private Consumer<AnswerStream> opened;

  PendingRequest(HttpConnection connection, HttpRequest head) {
    this.connection = connection;
    this.head = head;
    this.owesContinue = HttpUtil.is100ContinueExpected(head);
    this.last = !HttpUtil.isKeepAlive(head);
  }

  HttpRequest head() {
    return head;
  }

  /** Counts bytes of the body, and returns how many have come in all. */
  int came(int bytes) {
    bodyBytes += bytes;
    return bodyBytes;
  }

  /** Keeps a part of the body, and takes ownership of it. */
  void hold(ByteBuf part, ByteBufAllocator allocator) {
    heldBytes += part.readableBytes();
    body.add(part, allocator);
  }

  /** How many bytes are counted as held, and from now on none. */
  int takeHeldBytes() {
    int taken = heldBytes;
    heldBytes = 0;
    return taken;
  }

  /** The body; the caller owns it now. */
  ByteBuf takeBody() {
    return body.take();
  }

  /** Whether the client waits to be told to send the body. */
  boolean owesContinue() {
    return owesContinue;
  }

  void toldToContinue() {
    owesContinue = false;
  }

  /** The connection ends with the answer to this request. */
  void endsConnection() {
    last = true;
  }

  boolean isLast() {
    return last;
  }

  /** Nothing more of it is read. */
  void received() {
    received = true;
    owesContinue = false;
  }

  boolean isReceived() {
    return received;
  }

  void willRun(HttpTask work) {
    task = work;
  }

  boolean isRunning() {
    return running;
  }

  boolean mayOverlap() {
    return task.mayOverlap();
  }

  void run() {
    running = true;
    task.run();
  }

  @Override
  public void answer(HttpAnswer given) {
    connection.answered(this, given);
  }

  @Override
  public void stream(HttpAnswer given, Consumer<AnswerStream> whenOpened) {
    // Seen by the event loop, which takes the answer over afterwards.
    opened = whenOpened;
    connection.answered(this, given);
  }

  /** Whether the body of the answer comes part by part. */
  boolean isStreamed() {
    return opened != null;
  }

  /** Whether the client wants the head of the answer only. */
  boolean wantsHeadOnly() {
    return head.method().equals(HttpMethod.HEAD);
  }

  void open(AnswerStream stream) {
    opened.accept(stream);
  }

  /** Whether an answer waits to be written. */
  boolean isAnswered() {
    return answer != null;
  }

  /** Whether it was answered, be the answer written or not. */
  boolean wasAnswered() {
    return answered;
  }

  /** Keeps the answer until it is its turn to be written. */
  void answeredWith(HttpAnswer given) {
    if (answer != null) {
      answer.release();
    }
    answer = given;
    answered = true;
  }

  /** The whole answer as bytes; the caller owns them, and the request holds nothing any more. */
  ByteBuf takeAnswer(ByteBufAllocator allocator, Map<String, String> common) {
    String wish = last ? "close" : head.protocolVersion().isKeepAliveDefault() ? "" : "keep-alive";
    HttpAnswer taken = answer;
    answer = null;
    if (isStreamed()) {
      return taken.streamHead(allocator, common);
    }
    // A 304 tells the length of what it stands for (RFC 9110, 8.6).
    boolean withBody = !wantsHeadOnly() && !taken.status().equals(HttpResponseStatus.NOT_MODIFIED);
    return taken.bytes(allocator, common, wish, withBody);
  }

  /** Nobody waits for the answer any more. */
  void drop() {
    dropped = true;
    body.discard();
    if (answer != null) {
      answer.release();
    } else if (task != null) {
      task.cancel();
    }
  }

  boolean isDropped() {
    return dropped;
  }
}
