package olympics.pygmy;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.util.Optional;
import olympics.games.core.RequestId;
import olympics.pygmy.core.CallKind;
import olympics.pygmy.core.Journey;

/**
 * One call on its way through the balancer, from a client or from the balancer itself. Confined to
 * the event loop.
 */
final class Exchange {
  /** Whoever made the call. */
  @FunctionalInterface
  interface Caller {
    /** Takes the answer, and ownership of the body. Called at most once. */
    void answer(int status, ByteBuf body);
  }

  /** Where an exchange is. */
  enum State {
    LOOKING,
    PAUSED,
    FORWARDED,
    ASKING,
    DONE
  }

  private final String method;
  private final CallKind kind;
  private final RequestId id;
  private final InetAddress client;
  private final ByteBuf body;
  private final Caller caller;
  private Journey journey;
  private Attempt attempt;
  private Answer held;
  private Exchange question;
  private long pausedUntil;
  private boolean signedAnew;
  private State state = State.LOOKING;

  /**
   * A call that came.
   *
   * @param method its name, for {@link CallKind}; any text if it is not plain
   * @param id its own, or the one that the balancer gives it
   * @param client the true source
   * @param body owned by the exchange until it is done
   */
  Exchange(String method, RequestId id, InetAddress client, ByteBuf body, Caller caller) {
    this.method = method;
    this.kind = CallKind.of(method);
    this.id = id;
    this.client = client;
    this.body = body;
    this.caller = caller;
  }

  CallKind kind() {
    return kind;
  }

  String method() {
    return method;
  }

  RequestId id() {
    return id;
  }

  InetAddress client() {
    return client;
  }

  ByteBuf body() {
    return body;
  }

  Journey journey() {
    return journey;
  }

  void begin(Journey began) {
    journey = began;
  }

  State state() {
    return state;
  }

  boolean isDone() {
    return state == State.DONE;
  }

  void look() {
    state = State.LOOKING;
  }

  void pause(long untilNanos) {
    state = State.PAUSED;
    pausedUntil = untilNanos;
  }

  long pausedUntil() {
    return pausedUntil;
  }

  void forwarded(Attempt made) {
    state = State.FORWARDED;
    attempt = made;
  }

  /** Whether this is the attempt that is being made now; an older one's end no longer matters. */
  boolean isCurrent(Attempt other) {
    return state == State.FORWARDED && attempt == other;
  }

  Attempt attempt() {
    return attempt;
  }

  void asking(Exchange asked) {
    state = State.ASKING;
    question = asked;
  }

  Optional<Exchange> question() {
    return Optional.ofNullable(question);
  }

  /** Whether the call may be signed once more for a front-end that was started again. */
  boolean maySignAnew() {
    boolean may = !signedAnew;
    signedAnew = true;
    return may;
  }

  /** Keeps the last answer, in case it is the one to pass on in the end. */
  void hold(Answer answer) {
    dropHeld();
    held = answer;
  }

  /** The answer that was kept; the caller owns it now. */
  Optional<Answer> takeHeld() {
    Optional<Answer> taken = Optional.ofNullable(held);
    held = null;
    return taken;
  }

  /** Ends the exchange with an answer, and owns its body no longer. */
  void finish(int status, ByteBuf answer) {
    drop();
    caller.answer(status, answer);
  }

  /** Ends the exchange without an answer. */
  void drop() {
    state = State.DONE;
    dropHeld();
    body.release();
  }

  private void dropHeld() {
    if (held != null) {
      held.release();
      held = null;
    }
  }
}
