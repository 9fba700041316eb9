package olympics.pygmy.diagram.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import olympics.causality.core.VectorClock;
import olympics.process.core.ProcessId;
import olympics.process.core.Role;
import olympics.wire.Methods;

/**
 * The space-time diagram of the servers' messages: a line for each address, with one life of a
 * process after the other, and the newest messages in an order that never contradicts
 * happened-before. Not thread-safe.
 */
public final class MessageDiagram {
  /** So many messages are kept, the newest. */
  public static final int KEPT = 400;

  private final CausalOrder order = new CausalOrder();
  private final Map<String, Line> lines = new LinkedHashMap<>();
  private final Map<ProcessId, Life> lives = new HashMap<>();
  private final Deque<Message> kept = new ArrayDeque<>();
  private long last;

  /**
   * A server's line.
   *
   * @param address unique
   * @param name for people
   * @param life short, of the process that answers there now
   */
  public record Column(String address, String name, String life) {}

  /** An address, and who answers there. */
  private static final class Line {
    final String address;
    Role role = Role.FRONT_END;
    ProcessId process;
    boolean hadAnother;

    Line(String address) {
      this.address = address;
    }

    Column column() {
      return new Column(address, role.wireName() + " " + process.uid(), Place.life(process));
    }
  }

  /** What the diagram has to know of a life to draw its next receipt. */
  private static final class Life {
    final Line line;
    final boolean reborn;
    long number;
    VectorClock clock = VectorClock.EMPTY;
    Optional<ProcessId> leader = Optional.empty();
    final Map<String, Long> passedOn = new LinkedHashMap<>();

    Life(Line line, boolean reborn) {
      this.line = line;
      this.reborn = reborn;
    }
  }

  /** The number after which the server at an address is to be asked, the life that it had last. */
  public long after(String address) {
    Line line = lines.get(address);
    return line == null ? 0 : order.through(line.process);
  }

  /** Whether the life that answered last at an address is this one, or none answered yet. */
  public boolean isKnownAt(String address, ProcessId process) {
    Line line = lines.get(address);
    return line == null || line.process.equals(process);
  }

  /** Takes what the server at an address told. */
  public void hear(String address, Told told) {
    Line line = lines.computeIfAbsent(address, Line::new);
    line.role = told.role();
    if (line.process != null && !line.process.equals(told.process())) {
      line.hadAnother = true;
    }
    line.process = told.process();
    lives.computeIfAbsent(told.process(), life -> new Life(line, line.hadAnother));
    order.hear(told);
  }

  /** Ends a round of questions: the messages that are new in the diagram. */
  public List<Message> advance() {
    List<Message> news = new ArrayList<>();
    for (Receipt receipt : order.advance()) {
      Message message = message(receipt, lives.get(receipt.at()));
      news.add(message);
      kept.add(message);
      if (kept.size() > KEPT) {
        kept.remove();
      }
    }
    forgetLives();
    return news;
  }

  /** Those that answer nowhere, and have no message in the diagram any more. */
  private void forgetLives() {
    if (lives.size() > 2 * lines.size()) {
      lives
          .entrySet()
          .removeIf(
              life ->
                  !life.getKey().equals(life.getValue().line.process)
                      && kept.stream().noneMatch(m -> m.receipt().at().equals(life.getKey())));
    }
  }

  private Message message(Receipt receipt, Life life) {
    boolean first = life.number == 0;
    long missed = first ? 0 : receipt.number() - life.number - 1;
    Message message =
        new Message(
            ++last,
            life.line.address,
            receipt,
            kind(receipt, life),
            from(receipt),
            first || missed > 0 ? List.of() : learnt(receipt, life.clock),
            cause(receipt),
            missed,
            first && life.reborn);
    life.number = receipt.number();
    life.clock = receipt.clock();
    receipt.requestId().ifPresent(id -> passOn(life, id, message.number()));
    return message;
  }

  /**
   * The first heartbeat of another leader than before is the Bully algorithm's coordinator message.
   */
  private static MessageKind kind(Receipt receipt, Life life) {
    MessageKind kind = MessageKind.of(receipt.method());
    if (receipt.method().equals(Methods.HEARTBEAT)) {
      Optional<ProcessId> before = life.leader;
      life.leader = receipt.sender().map(Sender::process);
      return before.isPresent() && !before.equals(life.leader) ? MessageKind.ELECTION : kind;
    }
    if (kind == MessageKind.ELECTION && life.leader.isPresent()) {
      life.leader = Optional.of(receipt.at());
    }
    return kind;
  }

  private Place from(Receipt receipt) {
    if (receipt.sender().isEmpty()) {
      return new Place(Place.CLIENTS, "", 0);
    }
    Sender sender = receipt.sender().get();
    return sender.role() == Role.BALANCER
        ? new Place(Place.BALANCER, "", 0)
        : place(sender.process(), receipt.attached().count(sender.process()));
  }

  private Place place(ProcessId process, long count) {
    Life life = lives.get(process);
    return new Place(
        life == null ? Place.ELSEWHERE : life.line.address, Place.life(process), count);
  }

  /** Of the receipts that came to be known through answers, those that no other of them knew of. */
  private List<Place> learnt(Receipt receipt, VectorClock before) {
    Map<ProcessId, Long> news = new LinkedHashMap<>();
    receipt
        .clock()
        .counts()
        .forEach(
            (process, count) -> {
              long known = Math.max(before.count(process), receipt.attached().count(process));
              if (count > known && !process.equals(receipt.at()) && lives.containsKey(process)) {
                news.put(process, count);
              }
            });
    return news.entrySet().stream()
        .filter(each -> news.size() == 1 || !isKnownToAnother(each, news))
        .map(each -> place(each.getKey(), each.getValue()))
        .toList();
  }

  private boolean isKnownToAnother(Map.Entry<ProcessId, Long> one, Map<ProcessId, Long> news) {
    return kept.stream()
        .map(Message::receipt)
        .filter(r -> !r.at().equals(one.getKey()) && news.getOrDefault(r.at(), 0L) == r.number())
        .anyMatch(r -> r.clock().count(one.getKey()) >= one.getValue());
  }

  private long cause(Receipt receipt) {
    return receipt
        .requestId()
        .flatMap(
            id ->
                receipt
                    .sender()
                    .map(sender -> lives.get(sender.process()))
                    .map(life -> life.passedOn.get(id)))
        .orElse(0L);
  }

  private static void passOn(Life life, String requestId, long number) {
    life.passedOn.put(requestId, number);
    if (life.passedOn.size() > KEPT) {
      life.passedOn.remove(life.passedOn.keySet().iterator().next());
    }
  }

  /**
   * The lines, in the order that a request takes: front-ends, then databases. A process that
   * answers at several addresses has one.
   */
  public List<Column> columns() {
    return lines.values().stream()
        .filter(this::isDrawn)
        .sorted(Comparator.comparing(line -> line.role == Role.DATABASE))
        .map(Line::column)
        .toList();
  }

  private boolean isDrawn(Line line) {
    Life life = lives.get(line.process);
    return life != null && life.line == line;
  }

  /** The newest messages, oldest first. */
  public List<Message> messages() {
    return List.copyOf(kept);
  }
}
