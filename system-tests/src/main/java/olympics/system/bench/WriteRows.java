package olympics.system.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import olympics.rpc.XmlRpcCodec;
import olympics.system.DatabaseSyncTrace;
import olympics.system.Games;
import olympics.system.bench.core.Claim;
import olympics.wire.Methods;

/** The rows that write: each writer sends its next write when the last one was acknowledged. */
final class WriteRows {
  private static final int WRITERS = 64;

  private WriteRows() {}

  /** Throughput, beside a database server that commits each write by itself. */
  record Throughput() implements Row {
    @Override
    public String name() {
      return "writes";
    }

    @Override
    public String what() {
      return "durable writes at a front-end by "
          + WRITERS
          + " writers, beside the same with one commit for each";
    }

    @Override
    public List<String> needs() {
      return List.of(Programs.WRK, Programs.JCMD);
    }

    @Override
    public void measure(Bench bench) throws IOException, RowFailedException {
      try (Games grouped = bench.prepare("push", "push");
          Games single = bench.prepare("push", "push")) {
        single.startedBy(Games.DATABASE, OneCommitPerWrite.words(single.dataDirectory()));
        grouped.startAll();
        single.startAll();
        // Each has an authority of its own: over TLS the two are probed by different ones.
        Contest contest = new Contest(bench, bothAuthorities(grouped, single));
        List<Contender> contenders =
            List.of(
                writer(Claim.OURS, "group commit", grouped),
                writer(Claim.PEER, "one commit for each write", single));
        Map<String, Integer> goldBefore =
            Map.of(
                Claim.OURS, gold(contest, contenders.get(0)),
                Claim.PEER, gold(contest, contenders.get(1)));
        Map<String, Long> answered = contest.hold("writes", WRITERS, WRITERS, contenders);
        for (Contender contender : contenders) {
          String series = contender.series();
          requireAll(
              contender, answered.get(series), gold(contest, contender) - goldBefore.get(series));
        }
      }
    }
  }

  /** How often the database server forces something to disk for each acknowledged write. */
  record Fsyncs() implements Row {
    @Override
    public String name() {
      return "fsyncs";
    }

    @Override
    public String what() {
      return "fsyncs of the database server for each acknowledged write, counted with strace";
    }

    @Override
    public List<String> needs() {
      return List.of(Programs.WRK, Programs.STRACE);
    }

    @Override
    public void measure(Bench bench) throws IOException, RowFailedException, InterruptedException {
      if (!DatabaseSyncTrace.isPossible()) {
        throw new RowFailedException("strace may not trace here: allow ptrace");
      }
      try (Games games = bench.prepare("push", "push")) {
        DatabaseSyncTrace trace = new DatabaseSyncTrace(games.dataDirectory().resolve("trace"), "");
        List<String> words = new ArrayList<>(List.of(trace.prefix()));
        words.add(Games.projectRoot().resolve("scripts/database-server").toString());
        games.startedBy(Games.DATABASE, words).startAll();
        Contest contest = new Contest(bench, ReadRows.authority(games));
        Contender writer = writer(Claim.OURS, "front-end", games);
        var unusedAnswers = contest.warmUp(writer, WRITERS);
        for (int round = 1; round <= bench.rounds(); round++) {
          long before = trace.count();
          long written = contest.load(writer, WRITERS).requests();
          double each = (double) (trace.count() - before) / written;
          bench.ours("fsyncs", WRITERS, round, each);
          bench.show(round, "fsyncs", each, "for each write");
        }
      }
    }
  }

  /** Writes whose ids nobody has used; the file with the password goes with the Games. */
  private static Contender writer(String series, String name, Games games) throws IOException {
    byte[] call =
        new XmlRpcCodec()
            .encodeCall(
                Methods.INCREMENT_MEDAL_TALLY,
                List.of("Gaul", "gold", games.password(), Contender.ID));
    Path file = Files.write(games.dataDirectory().resolve("write.xml"), call);
    String ids = "bench-%08x-".formatted(ThreadLocalRandom.current().nextInt());
    return new Contender(series, name, games.address(Games.ONE), file, Optional.of(ids));
  }

  private static Path bothAuthorities(Games one, Games another) throws IOException {
    Path first = ReadRows.authority(one);
    if (!Files.exists(first)) {
      return first;
    }
    String both = Files.readString(first) + Files.readString(ReadRows.authority(another));
    return Files.write(
        one.dataDirectory().resolve("both.pem"), both.getBytes(StandardCharsets.UTF_8));
  }

  /** A write, which answers how many there are. */
  private static int gold(Contest contest, Contender contender)
      throws IOException, RowFailedException {
    return contest.probe().call(contender).tally().integer("gold");
  }

  /** Every acknowledged write has taken effect; a few more may have, unanswered at the end. */
  private static void requireAll(Contender contender, long answered, long applied)
      throws RowFailedException {
    if (applied < answered) {
      throw new RowFailedException(
          contender.name() + ": " + answered + " acknowledged, " + applied + " applied");
    }
  }
}
