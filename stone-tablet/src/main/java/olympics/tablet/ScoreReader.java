package olympics.tablet;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import olympics.games.core.ItemKey;
import olympics.games.core.Version;
import olympics.rpc.FaultCode;
import olympics.rpc.RpcFailure;
import olympics.rpc.RpcFault;
import olympics.tablet.core.Board;
import olympics.tablet.core.Known;
import olympics.tablet.core.Question;

/**
 * Asks for the scores of events that are not followed, a few at a time and all of them in turn; a
 * {@link Board} sees to it that none goes back. Confined to the table reader's thread.
 */
final class ScoreReader {
  /** How many events are asked for at a time. */
  static final int AT_A_TIME = 8;

  private final Balancer balancer;
  private final String clientId;
  private final Supplier<Optional<Version>> minVersion;
  private final Board board = new Board(List.of());
  private int next;

  /**
   * One that has asked for nothing yet.
   *
   * @param minVersion what others have seen already
   */
  ScoreReader(Balancer balancer, String clientId, Supplier<Optional<Version>> minVersion) {
    this.balancer = balancer;
    this.clientId = clientId;
    this.minVersion = minVersion;
  }

  /** Asks for the next few. One that is refused is left out; who cannot be asked ends it. */
  void read(List<String> events, List<ItemKey> followed, Consumer<Known> heard)
      throws RpcFault, RpcFailure, InterruptedException {
    Set<ItemKey> wanted = new HashSet<>(events.stream().map(ItemKey::score).toList());
    followed.forEach(wanted::remove);
    board.followed().stream().filter(key -> !wanted.contains(key)).forEach(board::unfollow);
    List<ItemKey> inTurn = events.stream().map(ItemKey::score).filter(wanted::contains).toList();
    for (int i = 0; i < Math.min(AT_A_TIME, inTurn.size()); i++) {
      next = (next + 1) % inTurn.size();
      ask(inTurn.get(next)).ifPresent(heard);
    }
  }

  private Optional<Known> ask(ItemKey key) throws RpcFault, RpcFailure, InterruptedException {
    board.follow(key);
    Question question = raised(board.question(key));
    try {
      Answer answer = balancer.ask(question, clientId);
      board.answered(question, answer.known(), answer.through());
      return board.known(key);
    } catch (RpcFault fault) {
      if (fault.is(FaultCode.UNAVAILABLE) || fault.is(FaultCode.OUTCOME_UNKNOWN)) {
        throw fault;
      }
      return Optional.empty();
    }
  }

  /** The same question with what others have seen, if that is later: they share a scoreboard. */
  private Question raised(Question question) {
    return question
        .minVersion()
        .flatMap(
            own ->
                minVersion
                    .get()
                    .filter(seen -> seen.epoch().equals(own.epoch()))
                    .filter(seen -> seen.number() > own.number()))
        .map(seen -> new Question(question.key(), Optional.of(seen), question.held()))
        .orElse(question);
  }
}
