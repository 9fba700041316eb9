package olympics.cluster;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import olympics.cluster.ControlMessages.Answer;
import olympics.cluster.ControlMessages.Call;
import olympics.cluster.ControlMessages.Greeting;
import olympics.cluster.ControlMessages.Leader;
import olympics.election.core.Answered;
import olympics.election.core.Bully;
import olympics.election.core.ElectionAction;
import olympics.election.core.ElectionAction.Announce;
import olympics.election.core.ElectionAction.AskAll;
import olympics.election.core.ElectionAction.Follow;
import olympics.election.core.ElectionAction.Lead;
import olympics.election.core.ElectionAction.Lost;
import olympics.election.core.ElectionAction.Reason;
import olympics.election.core.ElectionAction.Resigned;
import olympics.election.core.ElectionAction.StepDown;
import olympics.election.core.Term;
import olympics.process.core.Address;
import olympics.process.core.ProcessId;
import olympics.wire.Methods;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what the election's core says, and tells of it. Confined to the control loop. */
final class Elections {
  private static final Logger LOG = LoggerFactory.getLogger(Elections.class);
  private static final int MAX_ADDRESSES = 64;

  private final Bully bully;
  private final Peer self;
  private final Duration lease;
  private final PeerTable peers;
  private final ControlCalls calls;
  private final Timeline timeline;
  private final Map<ProcessId, Address> addresses =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ProcessId, Address> eldest) {
          return size() > MAX_ADDRESSES;
        }
      };

  private boolean asked;
  private Optional<String> acknowledgement = Optional.empty();

  Elections(
      Bully bully,
      Peer self,
      Duration lease,
      PeerTable peers,
      ControlCalls calls,
      Timeline timeline) {
    this.bully = bully;
    this.self = self;
    this.lease = lease;
    this.peers = peers;
    this.calls = calls;
    this.timeline = timeline;
    addresses.put(self.id(), self.address());
  }

  void tick(long now) {
    perform(bully.tick(now));
  }

  boolean isSearching() {
    return bully.isSearching();
  }

  /** The term in which this server leads now, if it does. */
  Optional<Term> leading(long now) {
    return bully.leads(now) ? bully.leader(now) : Optional.empty();
  }

  /** Whom this server follows, or itself; and until when that holds if nothing is heard. */
  Optional<Leader> leader(long now) {
    return bully
        .leader(now)
        .flatMap(
            term ->
                Optional.ofNullable(addresses.get(term.leader()))
                    .map(address -> new Leader(term, address)));
  }

  long leaderUntil() {
    return bully.leaderUntil();
  }

  /** A peer greeted. */
  void greetedBy(Greeting greeting, long now) {
    met(greeting, now);
  }

  /** A peer answered a greeting: a newcomer has asked it who the time server is. */
  void answeredGreeting(Address asked, Greeting greeting, long now) {
    boolean newcomer = bully.isNewcomer() || acknowledgement.isPresent();
    if (newcomer && !this.asked && greeting.leader().isPresent()) {
      this.asked = true;
      LOG.info(
          "asked {} who the time server is answer={}", asked, greeting.leader().get().address());
    }
    met(greeting, now);
    if (this.asked) {
      acknowledgement.ifPresent(this::told);
      acknowledgement = Optional.empty();
    }
  }

  private void met(Greeting greeting, long now) {
    addresses.put(greeting.from().id(), greeting.from().address());
    greeting.leader().ifPresent(known -> addresses.put(known.term().leader(), known.address()));
    perform(bully.onMet(greeting.from().id(), greeting.leader().map(Leader::term), now));
  }

  /** A peer sent ELECTION. */
  Answer onElection(ProcessId from, Call call, long now) {
    addresses.put(from, call.from());
    return answer(bully.onElection(from, call.term(), now));
  }

  /** A peer sent a heartbeat. */
  Answer onHeartbeat(ProcessId from, Call call, long now) {
    if (!call.term().leader().equals(from)) {
      throw new IllegalArgumentException(
          "heartbeat of term " + call.term() + " from " + from + ", expected from its leader");
    }
    addresses.put(from, call.from());
    return answer(bully.onHeartbeat(call.term(), now));
  }

  /** A leader ends its term. */
  void onResigned(ProcessId from, Term term, long now) {
    if (!term.leader().equals(from)) {
      throw new IllegalArgumentException(
          "resignation from term " + term + " by " + from + ", expected from its leader");
    }
    perform(bully.onResigned(term, now));
  }

  /**
   * Ends this server's term, if it leads.
   *
   * @param told is run when all peers know, or cannot be reached
   */
  void resign(long now, Runnable told) {
    Optional<Term> term = bully.resign(now);
    List<Address> targets = term.isPresent() ? peers.targets() : List.of();
    AtomicInteger open = new AtomicInteger(targets.size());
    if (targets.isEmpty()) {
      told.run();
    }
    term.ifPresent(led -> told("resigned as leader term=" + led.number()));
    for (Address target : targets) {
      calls.call(
          target,
          Methods.RESIGN,
          new Call(term.orElseThrow(), self.address()).toWire(),
          answer -> answer,
          answer -> {
            if (open.decrementAndGet() == 0) {
              told.run();
            }
          });
    }
  }

  private Answer answer(Answered answered) {
    perform(answered.actions());
    return new Answer(answered.reply(), self.id(), self.address());
  }

  private void perform(List<ElectionAction> actions) {
    for (ElectionAction action : actions) {
      if (action instanceof AskAll ask) {
        askAll(ask);
      } else if (action instanceof Announce announce) {
        announce(announce.term());
      } else {
        tell(action);
      }
    }
  }

  private void askAll(AskAll ask) {
    List<Address> targets = peers.targets();
    told(
        "election started uid="
            + self.id().uid()
            + " asked="
            + targets.stream().map(Address::toString).collect(joining(",")));
    AtomicInteger open = new AtomicInteger(targets.size());
    for (Address target : targets) {
      send(
          target,
          Methods.ELECT,
          ask.highest(),
          reply -> {
            long now = System.nanoTime();
            reply.ifPresent(
                r -> perform(bully.onElectionReply(ask.round(), r.from(), r.reply(), now)));
            if (open.decrementAndGet() == 0) {
              perform(bully.onAllAnswered(ask.round(), now));
            }
          });
    }
  }

  private void announce(Term term) {
    for (Address target : peers.targets()) {
      send(
          target,
          Methods.HEARTBEAT,
          term,
          reply ->
              reply.ifPresent(r -> perform(bully.onHeartbeatReply(r.reply(), System.nanoTime()))));
    }
  }

  private void send(Address to, String method, Term term, Consumer<Optional<Answer>> then) {
    calls.call(
        to,
        method,
        new Call(term, self.address()).toWire(),
        Answer::of,
        answer -> {
          answer.ifPresent(a -> addresses.put(a.from(), a.address()));
          then.accept(answer);
        });
  }

  private void tell(ElectionAction action) {
    if (action instanceof Lead lead) {
      acknowledgement = Optional.empty();
      told("elected leader " + facts(lead.term()) + ", this server");
    } else if (action instanceof Follow follow && follow.acknowledged()) {
      Term term = follow.term();
      acknowledgement =
          Optional.of(
              String.format(
                  "acknowledged time server %s uid=%d term=%d",
                  address(term), term.leader().uid(), term.number()));
    } else if (action instanceof Follow follow) {
      acknowledgement = Optional.empty();
      told("elected leader " + facts(follow.term()));
    } else if (action instanceof Lost lost) {
      acknowledgement = Optional.empty();
      told("lost leader " + facts(lost.term()) + " silent for " + lease.toMillis() / 1000.0 + " s");
    } else if (action instanceof Resigned resigned) {
      acknowledgement = Optional.empty();
      told("leader " + facts(resigned.term()) + " has resigned");
    } else if (action instanceof StepDown down) {
      told(
          "stepped down as leader term="
              + down.term().number()
              + " because "
              + (down.reason() == Reason.SUPERSEDED
                  ? "there is a later term"
                  : "this server was stopped for longer than its lease"));
    }
  }

  /** In the terminal, and on the timeline of pages. */
  private void told(String what) {
    LOG.info(what);
    timeline.add(what);
  }

  private String facts(Term term) {
    return "uid=" + term.leader().uid() + " term=" + term.number() + " at=" + address(term);
  }

  private String address(Term term) {
    Address address = addresses.get(term.leader());
    return address == null ? "unknown" : address.toString();
  }
}
