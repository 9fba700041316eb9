package olympics.election.core;

import java.util.List;

/**
 * The outcome of a message that wants an answer.
 *
 * @param reply to be sent back
 * @param actions to be done after that, in order
 */
public record Answered(ElectionReply reply, List<ElectionAction> actions) {
  public Answered {
    actions = List.copyOf(actions);
  }
}
