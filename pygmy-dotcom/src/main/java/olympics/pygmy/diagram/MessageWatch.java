package olympics.pygmy.diagram;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import olympics.process.core.Address;
import olympics.pygmy.diagram.core.Message;
import olympics.pygmy.diagram.core.MessageDiagram;
import olympics.pygmy.diagram.core.Told;
import olympics.rpc.CallOptions;

/**
 * Asks every server, round by round, for the messages that it received, and keeps the diagram of
 * them. Confined to the event loop.
 */
public final class MessageWatch {
  private static final CallOptions WITHIN = CallOptions.within(Duration.ofMillis(1500));

  private final EventLoop loop;
  private final Supplier<List<Address>> servers;
  private final Ask ask;
  private final MessageDiagram diagram = new MessageDiagram();
  private Optional<Round> round = Optional.empty();

  /** Calls {@code get_messages} at an address; completed on any thread. */
  @FunctionalInterface
  public interface Ask {
    CompletableFuture<Object> messages(Address server, long after, CallOptions within);
  }

  /** One question to all. */
  private static final class Round {
    final List<Address> asked;
    final Map<Address, Told> told = new HashMap<>();
    final Consumer<List<Message>> then;
    int open;

    Round(List<Address> asked, Consumer<List<Message>> then) {
      this.asked = asked;
      this.then = then;
      this.open = asked.size();
    }
  }

  /**
   * Asks nobody yet.
   *
   * @param servers whom to ask, in the order of the diagram's lines
   */
  MessageWatch(EventLoop loop, Supplier<List<Address>> servers, Ask ask) {
    this.loop = loop;
    this.servers = servers;
    this.ask = ask;
  }

  MessageDiagram diagram() {
    return diagram;
  }

  /**
   * Asks all servers, unless they are being asked.
   *
   * @param then gets the messages that are new in the diagram, if they are not being asked already
   */
  void look(Consumer<List<Message>> then) {
    List<Address> all = servers.get();
    if (round.isPresent() || all.isEmpty()) {
      return;
    }
    Round begun = new Round(all, then);
    round = Optional.of(begun);
    all.forEach(server -> ask(begun, server, diagram.after(server.toString())));
  }

  private void ask(Round asked, Address server, long after) {
    var unused =
        ask.messages(server, after, WITHIN)
            .whenComplete(
                (answer, error) ->
                    onLoop(() -> answered(asked, server, after, Optional.ofNullable(answer))));
  }

  private void answered(Round asked, Address server, long after, Optional<Object> answer) {
    Optional<Told> told = answer.flatMap(MessageWatch::read);
    if (told.isPresent() && after > 0 && isAnotherLife(server, told.get())) {
      // It has begun to count anew.
      ask(asked, server, 0);
      return;
    }
    told.ifPresent(each -> asked.told.put(server, each));
    if (--asked.open == 0) {
      conclude(asked);
    }
  }

  private boolean isAnotherLife(Address server, Told told) {
    return !diagram.isKnownAt(server.toString(), told.process());
  }

  /** Nothing, if it is no answer: what a server is, its card says. */
  private static Optional<Told> read(Object answer) {
    try {
      return Optional.of(Told.of(answer));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private void conclude(Round asked) {
    for (Address server : asked.asked) {
      Optional.ofNullable(asked.told.get(server))
          .ifPresent(told -> diagram.hear(server.toString(), told));
    }
    round = Optional.empty();
    asked.then.accept(diagram.advance());
  }

  private void onLoop(Runnable task) {
    try {
      loop.execute(task);
    } catch (RejectedExecutionException e) {
      // The balancer was stopped: nobody waits any more.
      round = Optional.empty();
    }
  }
}
