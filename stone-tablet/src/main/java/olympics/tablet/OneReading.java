package olympics.tablet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import olympics.games.core.ItemKey;
import olympics.games.core.Version;
import olympics.rpc.RpcFailure;
import olympics.rpc.RpcFault;
import olympics.tablet.core.Catalogue;
import olympics.tablet.core.Favourites;
import olympics.tablet.core.Question;
import olympics.wire.MalformedAnswerException;

/**
 * Everything that a tablet follows, read once.
 *
 * @param at this machine's time at the end of it
 * @param seed what chose the favourites, if they were chosen at random
 * @param answers in the order of what is followed, teams first
 * @param problems what could not be read, and why; nothing else is missing
 */
record OneReading(Instant at, OptionalLong seed, List<Answer> answers, List<Problem> problems) {
  private static final String CLIENT_ID = "stone-tablet --once";

  /**
   * What could not be read.
   *
   * @param key the item; nothing if it is all of them
   */
  record Problem(Optional<ItemKey> key, String reason) {}

  OneReading {
    answers = List.copyOf(answers);
    problems = List.copyOf(problems);
  }

  /** Whether everything was answered. */
  boolean isComplete() {
    return problems.isEmpty();
  }

  /** Asks for the names, chooses as a tablet does, and asks for each item once. Blocks. */
  static OneReading take(Balancer balancer, TabletSettings settings) throws InterruptedException {
    List<Answer> answers = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    boolean random = settings.wanted().isEmpty();
    try {
      Catalogue there = balancer.catalogue();
      Catalogue followed =
          random
              ? Favourites.atRandom(there, new Random(settings.seed()))
              : Favourites.asWritten(settings.wanted(), there);
      if (followed.isEmpty()) {
        problems.add(new Problem(Optional.empty(), "there are no teams and no events yet"));
      }
      Optional<Version> seen = Optional.empty();
      for (ItemKey key : followed.keys()) {
        try {
          Answer answer = balancer.ask(new Question(key, seen, Optional.empty()), CLIENT_ID);
          seen = Optional.of(answer.through());
          answers.add(answer);
        } catch (RpcFault | MalformedAnswerException e) {
          problems.add(new Problem(Optional.of(key), e.getMessage()));
        }
      }
    } catch (RpcFailure | RpcFault | MalformedAnswerException e) {
      problems.add(new Problem(Optional.empty(), e.getMessage()));
    }
    return new OneReading(
        Instant.now(),
        random ? OptionalLong.of(settings.seed()) : OptionalLong.empty(),
        answers,
        problems);
  }
}
