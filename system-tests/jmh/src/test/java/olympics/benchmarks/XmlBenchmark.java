package olympics.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import olympics.games.core.Stamp;
import olympics.games.core.Team;
import olympics.games.core.Version;
import olympics.rpc.RpcFailure;
import olympics.rpc.RpcFault;
import olympics.rpc.XmlRpcCodec;
import olympics.wire.Freshness;
import olympics.wire.GamesStructs;
import olympics.wire.Methods;
import olympics.wire.Origin;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A read of a tally between bytes and values, with the codec that the servers use. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class XmlBenchmark {
  private final XmlRpcCodec codec = new XmlRpcCodec();
  private final Version version = new Version("0123456789abcdef", 4711);
  private final Team team = new Team("Gaul", 12, 7, 3, new Stamp(version, Instant.now()));
  private final Freshness freshness = new Freshness(false, Duration.ofMillis(123));
  private final byte[] call =
      codec.encodeCall(Methods.GET_MEDAL_TALLY, List.of("gaul", "127.0.0.1:8005"));
  private final byte[] answer = codec.encodeAnswer(struct());

  private Map<String, Object> struct() {
    return GamesStructs.answer(
        GamesStructs.unchanging(team), new Origin("obelix-1", true), freshness, version);
  }

  /** What a front-end does with a read that is in its cache, but for the cache. */
  @Benchmark
  public byte[] decodeCallAndEncodeAnswer() throws RpcFault {
    XmlRpcCodec.DecodedCall decoded = codec.decodeCall(call);
    return decoded.params().isEmpty() ? call : codec.encodeAnswer(struct());
  }

  /** The first half of it. */
  @Benchmark
  public XmlRpcCodec.DecodedCall decodeCall() throws RpcFault {
    return codec.decodeCall(call);
  }

  /** The second half of it. */
  @Benchmark
  public byte[] encodeAnswer() {
    return codec.encodeAnswer(struct());
  }

  /** What a client does with the answer. */
  @Benchmark
  public Object decodeAnswer() throws RpcFault, RpcFailure {
    return codec.decodeAnswer(answer);
  }
}
