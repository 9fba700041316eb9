package olympics.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import olympics.clock.core.BerkeleyRound;
import olympics.clock.core.Probe;
import olympics.clock.core.RoundTag;
import olympics.cluster.ControlMessages.Correction;
import olympics.election.core.Term;
import olympics.games.core.Names;
import olympics.process.core.Address;
import olympics.process.core.ProcessId;
import olympics.wire.Methods;
import olympics.wire.Struct;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures all clocks and sends out corrections while this server leads. Confined to the loop. */
final class ClockRounds {
  private static final Logger LOG = LoggerFactory.getLogger(ClockRounds.class);
  private static final long TOLD_FROM_NANOS = 1_000_000;

  private final ProcessId self;
  private final Elections elections;
  private final ControlCalls calls;
  private final PeerTable peers;
  private final ServerClock clock;
  private final Duration interval;

  private Optional<Term> term = Optional.empty();
  private long round;
  private boolean measuring;
  private boolean wanted;
  private long nextAt;

  ClockRounds(
      Peer self, Elections elections, ControlCalls calls, PeerTable peers, Measured measured) {
    this.self = self.id();
    this.elections = elections;
    this.calls = calls;
    this.peers = peers;
    this.clock = measured.clock();
    this.interval = measured.interval();
  }

  /** The clock to be kept, and how often. */
  record Measured(ServerClock clock, Duration interval) {}

  /** A newcomer's clock should be measured at once. */
  void want() {
    wanted = true;
  }

  /** Begins a round if this server leads and one is due. */
  void tick(long now) {
    Optional<Term> leading = elections.leading(now);
    if (!leading.equals(term)) {
      term = leading;
      round = 0;
      wanted = true;
      measuring = false;
    }
    if (term.isPresent() && !measuring && (wanted || now - nextAt >= 0)) {
      wanted = false;
      nextAt = now + interval.toNanos();
      measure(new RoundTag(term.get(), ++round));
    }
  }

  /** One round's samples, and how many peers are still being probed. */
  private static final class Sampling {
    final RoundTag tag;
    final Map<ProcessId, List<Probe>> samples = new HashMap<>();
    final Map<ProcessId, Address> addresses = new TreeMap<>();
    int open;

    Sampling(RoundTag tag) {
      this.tag = tag;
    }
  }

  private void measure(RoundTag tag) {
    measuring = true;
    Sampling sampling = new Sampling(tag);
    for (Peer peer : peers.live()) {
      sampling.samples.put(peer.id(), new ArrayList<>());
      sampling.addresses.put(peer.id(), peer.address());
    }
    sampling.open = sampling.addresses.size();
    if (sampling.open == 0) {
      conclude(sampling);
    }
    sampling.addresses.forEach((peer, at) -> probe(sampling, peer, at));
  }

  /** One probe after the other; the first that gets no answer is this peer's last. */
  private void probe(Sampling sampling, ProcessId peer, Address at) {
    long sent = clock.probeNanos();
    calls.call(
        at,
        Methods.PROBE_CLOCK,
        List.of(),
        answer -> {
          long back = clock.probeNanos();
          Struct times = Struct.of(answer);
          return new Probe(
              sent,
              ControlMessages.nanos(times.number("received")),
              ControlMessages.nanos(times.number("answered")),
              back);
        },
        answered -> {
          // Where a server died its next life may answer, which has samples of its own: nobody
          // counts twice.
          Optional<Probe> measured = answered.filter(probe -> calls.isLife(at, peer));
          List<Probe> probes = sampling.samples.get(peer);
          measured.ifPresent(probes::add);
          if (measured.isPresent() && !BerkeleyRound.isMeasured(probes)) {
            probe(sampling, peer, at);
          } else if (--sampling.open == 0) {
            conclude(sampling);
          }
        });
  }

  private void conclude(Sampling sampling) {
    if (!elections.leading(System.nanoTime()).equals(Optional.of(sampling.tag.term()))
        || sampling.tag.round() != round) {
      return;
    }
    measuring = false;
    BerkeleyRound outcome = BerkeleyRound.of(self, sampling.samples);
    String agreed = "kept=" + outcome.kept() + " of " + outcome.asked();
    if (!outcome.basis().equals("mean")) {
      agreed += ", " + outcome.basis();
    }
    for (Map.Entry<ProcessId, Long> entry : outcome.corrections().entrySet()) {
      Correction correction = new Correction(sampling.tag, entry.getValue(), agreed);
      if (entry.getKey().equals(self)) {
        apply(correction);
      } else {
        calls.call(
            sampling.addresses.get(entry.getKey()),
            Methods.ADJUST_CLOCK,
            List.of(correction.toWire()),
            answer -> answer,
            answer -> {});
      }
    }
  }

  /** Applies a correction from this server's own round, or from another leader's. */
  boolean apply(Correction correction) {
    if (!clock.apply(correction.tag(), correction.deltaNanos())) {
      LOG.debug("ignored clock correction that was applied before or is too late");
      return false;
    }
    String text =
        String.format(
            Locale.ROOT,
            "clock corrected by %+.4f s round=%d term=%d, %s",
            ControlMessages.seconds(correction.deltaNanos()),
            correction.tag().round(),
            correction.tag().term().number(),
            Names.quotable(correction.agreed()));
    Duration remaining = clock.remaining();
    if (remaining.abs().toNanos() >= TOLD_FROM_NANOS) {
      text +=
          String.format(
              Locale.ROOT,
              ", %+.4f s still to be slewed",
              ControlMessages.seconds(remaining.toNanos()));
    }
    if (Math.abs(correction.deltaNanos()) >= TOLD_FROM_NANOS) {
      LOG.info(text);
    } else {
      LOG.debug(text);
    }
    return true;
  }
}
