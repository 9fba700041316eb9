package olympics.pygmy;

import java.util.Optional;
import java.util.OptionalInt;
import olympics.process.core.ProcessId;
import olympics.pygmy.core.Outcome;
import olympics.rpc.FaultCode;
import olympics.rpc.GamesHeaders;
import olympics.rpc.RpcFailure;
import olympics.rpc.RpcFault;
import olympics.rpc.XmlRpcCodec;
import olympics.wire.MalformedAnswerException;
import olympics.wire.Struct;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what a front-end's answer means for the request. */
final class Verdicts {
  private static final Logger LOG = LoggerFactory.getLogger(Verdicts.class);
  private static final int OK = 200;
  private static final int SERVER_ERROR = 500;

  private final XmlRpcCodec codec;

  Verdicts(XmlRpcCodec codec) {
    this.codec = codec;
  }

  /** Whether the front-end says that it is ready; one that says nothing is. */
  static boolean isReady(Answer answer) {
    return !"false".equals(answer.headers().get(GamesHeaders.READY));
  }

  /**
   * How the attempt that brought this answer ended.
   *
   * @param signed whether its signature is right. Without it only a refusal of our signature is
   *     believed: anybody may listen where a front-end was, and answer as he likes.
   */
  Outcome outcomeOf(Answer answer, boolean signed) {
    if (!signed && !refusesSignature(answer)) {
      LOG.warn("an answer does not have the right signature, and is not believed");
      return Outcome.NO_ANSWER;
    }
    if (answer.status() != OK) {
      return answer.status() >= SERVER_ERROR ? Outcome.NO_ANSWER : Outcome.ANSWERED;
    }
    if (!Content.isWhole(answer.body())) {
      return Outcome.NO_ANSWER;
    }
    try {
      int code = Content.faultCode(answer.body(), codec).orElse(0);
      if (code == FaultCode.UNAVAILABLE.code()) {
        return isReady(answer) ? Outcome.DATABASE_BUSY : Outcome.DATABASE_AWAY;
      }
      return code == FaultCode.OUTCOME_UNKNOWN.code() ? Outcome.COMMIT_UNKNOWN : Outcome.ANSWERED;
    } catch (RpcFailure e) {
      return Outcome.NO_ANSWER;
    }
  }

  /**
   * Whether a front-end that was started again refused what was signed for its predecessor: then
   * nothing was executed, and the call may be signed anew.
   */
  boolean isForAnEarlierLife(Attempt attempt, Answer answer) {
    String incarnation = answer.headers().get(GamesHeaders.INCARNATION);
    if (incarnation == null
        || incarnation.equals(attempt.receiver())
        || !ProcessId.isIncarnation(incarnation)) {
      return false;
    }
    return refusesSignature(answer);
  }

  private boolean refusesSignature(Answer answer) {
    try {
      return answer.status() == OK
          && Content.faultCode(answer.body(), codec)
              .equals(OptionalInt.of(FaultCode.NOT_AUTHORISED.code()));
    } catch (RpcFailure e) {
      return false;
    }
  }

  /** The result of a write, if the answer to the question by its id says that it was applied. */
  Optional<Object> appliedResult(byte[] status) {
    try {
      Struct struct = Struct.of(codec.decodeAnswer(status));
      return struct.bool("applied")
          ? Optional.of(struct.struct("result").members())
          : Optional.empty();
    } catch (RpcFault | RpcFailure | MalformedAnswerException e) {
      LOG.debug("the outcome of a write could not be learnt", e);
      return Optional.empty();
    }
  }
}
