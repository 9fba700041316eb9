package olympics.pygmy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import olympics.causality.core.VectorClock;
import olympics.pygmy.core.BackEnds;
import olympics.pygmy.core.Choice;
import olympics.pygmy.core.Journey;
import olympics.pygmy.core.Outcome;
import olympics.pygmy.core.RetryBudget;
import olympics.pygmy.core.Routing;
import olympics.pygmy.core.Standing;
import olympics.pygmy.core.Step;
import olympics.pygmy.core.Timing;
import olympics.pygmy.page.Balancing;
import olympics.pygmy.page.core.ServerView;
import olympics.rpc.GamesHeaders;
import olympics.wire.Methods;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes calls to their answers: waits for evidence newer than the call, forwards it, and does what
 * {@link Journey} says when an attempt ends. Confined to the event loop.
 *
 * <p>What an iteration of the event loop brought is finished in one of its {@link Turns}.
 */
final class Balancer {
  private static final Logger LOG = LoggerFactory.getLogger(Balancer.class);
  private static final int OK = 200;

  /** An attempt that takes longer than this makes us ask whether its front-end still lives. */
  private static final long WORRY_NANOS = 100_000_000;

  private final Settings settings;
  private final Tools tools;
  private final BackEnds backEnds;
  private final Routing routing;
  private final RetryBudget budget;
  private final List<FrontEnd> frontEnds = new ArrayList<>();
  private final Liveness liveness;
  private final Forwarding forwarding;
  private final Verdicts verdicts;
  private final Turns turns;
  private final BackEndConnection.Listener connections = new Connections();
  private final Set<Exchange> inFlight = new LinkedHashSet<>();
  private List<Exchange> looking = new ArrayList<>();
  private long worriedAt;

  Balancer(EventLoop loop, Settings settings, Tools tools, Outwards outwards) {
    this.settings = settings;
    this.tools = tools;
    this.backEnds = new BackEnds(settings.frontEnds().size(), settings.timing());
    this.routing = new Routing(backEnds, settings.random());
    this.budget = new RetryBudget(tools.clock().now());
    settings
        .frontEnds()
        .forEach(address -> frontEnds.add(new FrontEnd(address, outwards, settings.limits())));
    this.liveness = new Liveness(backEnds, frontEnds, outwards, tools, this::evidenceChanged);
    this.turns = new Turns(loop, liveness::probe, this::tick);
    this.forwarding = new Forwarding(tools, ByteBufAllocator.DEFAULT);
    this.verdicts = new Verdicts(tools.codec());
  }

  /** Asks all front-ends once, so that people see who is there before the first request. */
  void lookAround() {
    long unused = backEnds.arrival();
    turns.due();
  }

  /** Takes a client's call. */
  void submit(Exchange exchange) {
    tools.counters().request();
    if (inFlight.size() >= settings.limits().requestsInFlight()) {
      fail(exchange, GivenUp.tooMany(inFlight.size()));
      return;
    }
    budget.request(tools.clock().now());
    begin(exchange, settings.timing());
  }

  /** Forgets a call whose client went away. */
  void cancel(Exchange exchange) {
    if (!exchange.isDone()) {
      tools.counters().drop();
      forget(exchange);
    }
  }

  private void forget(Exchange exchange) {
    exchange.question().filter(question -> !question.isDone()).ifPresent(this::forget);
    inFlight.remove(exchange);
    exchange.drop();
  }

  private void begin(Exchange exchange, Timing timing) {
    long now = tools.clock().now();
    exchange.begin(new Journey(exchange.kind(), frontEnds.size(), timing, now));
    inFlight.add(exchange);
    look(exchange, now);
  }

  private void look(Exchange exchange, long now) {
    exchange.look();
    exchange.journey().look(backEnds.arrival(), now);
    looking.add(exchange);
    turns.due();
  }

  private void evidenceChanged() {
    List<Exchange> waiting = looking;
    looking = new ArrayList<>();
    long now = tools.clock().now();
    for (Exchange exchange : waiting) {
      if (exchange.state() == Exchange.State.LOOKING) {
        route(exchange, now);
      }
    }
    if (backEnds.isAnyProbeDue()) {
      turns.due();
    }
  }

  private void route(Exchange exchange, long now) {
    Choice choice = routing.choose(exchange.journey(), now);
    if (choice instanceof Choice.Forward forward) {
      exchange.journey().forwarded(forward.backEnd());
      forward(exchange, forward.backEnd());
    } else if (choice instanceof Choice.Pause pause) {
      exchange.pause(pause.untilNanos());
    } else if (choice instanceof Choice.Nobody) {
      follow(exchange, exchange.journey().nobodyLeft(), now);
    } else {
      looking.add(exchange);
    }
  }

  private void forward(Exchange exchange, int backEnd) {
    FrontEnd frontEnd = frontEnds.get(backEnd);
    Attempt attempt = forwarding.attempt(exchange, backEnd, frontEnd);
    exchange.forwarded(attempt);
    tools.counters().forward(backEnd);
    LOG.debug(
        "forwarded method={} id={} to={}", exchange.method(), exchange.id(), frontEnd.address());
    frontEnd.send(attempt, exchange.kind(), settings.limits(), connections);
  }

  private final class Connections implements BackEndConnection.Listener {
    @Override
    public void answered(Attempt attempt, Answer answer) {
      Exchange exchange = attempt.exchange();
      if (!exchange.isCurrent(attempt)) {
        answer.release();
        return;
      }
      Optional<VectorClock> clock =
          tools
              .signer()
              .verifyAnswer(
                  attempt.signature(),
                  answer.status(),
                  answer.headers()::get,
                  answer.body().nioBuffer());
      clock.ifPresent(tools.causality()::learned);
      if (verdicts.isForAnEarlierLife(attempt, answer) && exchange.maySignAnew()) {
        frontEnds.get(attempt.backEnd()).answeredAs(answer.headers().get(GamesHeaders.INCARNATION));
        answer.release();
        forward(exchange, attempt.backEnd());
        return;
      }
      exchange.hold(answer);
      ended(attempt, verdicts.outcomeOf(answer, clock.isPresent()));
    }

    @Override
    public void failed(Attempt attempt, Outcome outcome) {
      if (attempt.exchange().isCurrent(attempt)) {
        attempt.exchange().takeHeld().ifPresent(Answer::release);
        ended(attempt, outcome);
      }
    }

    @Override
    public void toFlush(Channel channel) {
      turns.toFlush(channel);
    }

    @Override
    public void retired(BackEndConnection connection) {
      frontEnds.forEach(frontEnd -> frontEnd.remove(connection));
    }
  }

  private void ended(Attempt attempt, Outcome outcome) {
    Exchange exchange = attempt.exchange();
    long now = tools.clock().now();
    Step step =
        exchange.journey().ended(attempt.backEnd(), outcome, now, budget, settings.random());
    if (step != Step.PASS_ON) {
      LOG.debug(
          "attempt failed method={} id={} at={} outcome={} next={}",
          exchange.method(),
          exchange.id(),
          frontEnds.get(attempt.backEnd()).address(),
          outcome,
          step);
    }
    if (step == Step.TRY_AGAIN) {
      tools.counters().retry(outcome);
    }
    follow(exchange, step, now);
  }

  private void follow(Exchange exchange, Step step, long now) {
    switch (step) {
      case TRY_AGAIN -> look(exchange, now);
      case ASK_BY_ID -> askById(exchange, now);
      case GIVE_UP -> fail(exchange, GivenUp.after(exchange, liveness));
      case PASS_ON -> {
        Answer answer = exchange.takeHeld().orElseThrow(IllegalStateException::new);
        finish(exchange, answer.status(), answer.body());
      }
    }
  }

  private void askById(Exchange exchange, long now) {
    byte[] body = tools.codec().encodeCall(Methods.GET_WRITE_STATUS, List.of(exchange.id().text()));
    Exchange question =
        new Exchange(
            Methods.GET_WRITE_STATUS,
            exchange.id(),
            exchange.client(),
            Unpooled.wrappedBuffer(body),
            (status, answer) -> askedById(exchange, answer));
    exchange.asking(question);
    begin(question, settings.timing().forQuestion(exchange.journey().nanosLeft(now)));
  }

  private void askedById(Exchange exchange, ByteBuf answer) {
    byte[] bytes = Content.of(answer);
    answer.release();
    Optional<Object> result = verdicts.appliedResult(bytes);
    if (result.isPresent()) {
      finish(exchange, OK, Unpooled.wrappedBuffer(tools.codec().encodeAnswer(result.get())));
    } else {
      long now = tools.clock().now();
      follow(exchange, exchange.journey().notKnownToBeApplied(now, budget), now);
    }
  }

  private void fail(Exchange exchange, GivenUp why) {
    tools.counters().fault();
    LOG.debug(
        "fault code={} method={} id={}: {}",
        why.code(),
        exchange.method(),
        exchange.id(),
        why.text());
    byte[] fault = tools.codec().encodeFault(why.code().code(), why.text());
    finish(exchange, OK, Unpooled.wrappedBuffer(fault));
  }

  private void finish(Exchange exchange, int status, ByteBuf answer) {
    inFlight.remove(exchange);
    exchange.finish(status, answer);
  }

  private void tick() {
    long now = tools.clock().now();
    liveness.tick();
    for (Exchange exchange : List.copyOf(inFlight)) {
      switch (exchange.state()) {
        case LOOKING, PAUSED -> waited(exchange, now);
        case FORWARDED -> attemptWaited(exchange, now);
        case ASKING, DONE -> {}
      }
    }
    evidenceChanged();
    if (inFlight.isEmpty() && !liveness.isAsking()) {
      turns.rest();
    }
  }

  private void waited(Exchange exchange, long now) {
    if (exchange.journey().isOver(now)) {
      follow(exchange, exchange.journey().nobodyLeft(), now);
    } else if (exchange.state() == Exchange.State.PAUSED && now >= exchange.pausedUntil()) {
      look(exchange, now);
    }
  }

  private void attemptWaited(Exchange exchange, long now) {
    Attempt attempt = exchange.attempt();
    int backEnd = attempt.backEnd();
    boolean suspect = backEnds.lastKnown(backEnd) == Standing.SUSPECT;
    boolean over =
        exchange
            .journey()
            .isAttemptOver(attempt.forwardedAt(), suspect, anotherIsReady(backEnd), now);
    if (over) {
      attempt.giveUp();
    } else if (now - attempt.forwardedAt() > WORRY_NANOS && now - worriedAt > WORRY_NANOS) {
      worriedAt = now;
      lookAround();
    }
  }

  private boolean anotherIsReady(int backEnd) {
    for (int b = 0; b < frontEnds.size(); b++) {
      if (b != backEnd && backEnds.lastKnown(b) == Standing.READY) {
        return true;
      }
    }
    return false;
  }

  /** How the front-ends are found to be, for people. */
  List<Balancing.FrontEndReport> report() {
    Counters.Snapshot counts = tools.counters().snapshot();
    long now = tools.clock().now();
    List<Balancing.FrontEndReport> reports = new ArrayList<>();
    for (int b = 0; b < frontEnds.size(); b++) {
      FrontEnd frontEnd = frontEnds.get(b);
      OptionalLong ago = frontEnd.heardNanosAgo(now);
      ServerView.Rotation rotation =
          new ServerView.Rotation(
              backEnds.lastKnown(b).name().toLowerCase(Locale.ROOT),
              frontEnd.condition(),
              ago.isPresent() ? Optional.of(ago.getAsLong() / 1e9) : Optional.empty(),
              counts.forwards().get(b));
      reports.add(
          new Balancing.FrontEndReport(frontEnd.address(), rotation, counts.probes().get(b)));
    }
    return reports;
  }

  /** How many calls are in progress. */
  int inFlight() {
    return inFlight.size();
  }

  /** Forgets every call and closes every connection to the front-ends. */
  void close() {
    turns.rest();
    List.copyOf(inFlight).stream().filter(exchange -> !exchange.isDone()).forEach(this::forget);
    liveness.close();
    frontEnds.forEach(FrontEnd::close);
  }
}
