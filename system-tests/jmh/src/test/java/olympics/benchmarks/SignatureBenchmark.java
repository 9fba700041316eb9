package olympics.benchmarks;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import olympics.causality.core.VectorClock;
import olympics.process.core.ProcessId;
import olympics.process.core.Role;
import olympics.rpc.CausalClock;
import olympics.rpc.ClusterKey;
import olympics.rpc.RequestSigner;
import olympics.rpc.ServerIdentity;
import olympics.rpc.XmlRpcCodec;
import olympics.wire.Methods;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What PygmyDotCom signs of each read that it forwards. To verify is to sign and compare. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class SignatureBenchmark {
  private static final String RECEIVER = "0123456789abcdef0123456789abcdef";

  private final ByteBuffer body =
      ByteBuffer.wrap(
          new XmlRpcCodec().encodeCall(Methods.GET_MEDAL_TALLY, List.of("gaul", "127.0.0.1:8005")));
  private final RequestSigner signer =
      new RequestSigner(
          new ServerIdentity(
              Role.BALANCER,
              new ProcessId(9, "9".repeat(32)),
              new ClusterKey(new byte[32]),
              new ThreeServers()));
  private final InetAddress client = InetAddress.getLoopbackAddress();

  /** A request's headers, the signature among them. */
  @Benchmark
  public RequestSigner.SignedRequest sign() {
    return signer.sign(RECEIVER, Optional.empty(), Optional.of(client), body);
  }

  /** The clock of a balancer that has heard of three servers. */
  private static final class ThreeServers implements CausalClock {
    private final VectorClock known;

    private ThreeServers() {
      TreeMap<ProcessId, Long> counts = new TreeMap<>();
      for (int i = 0; i < 3; i++) {
        counts.put(new ProcessId(i, "%032x".formatted(i)), 123_456L);
      }
      known = new VectorClock(counts);
    }

    @Override
    public VectorClock received(VectorClock attached) {
      return known;
    }

    @Override
    public void learned(VectorClock attached) {
      // It stays as it is: what is measured is the signature.
    }

    @Override
    public VectorClock now() {
      return known;
    }
  }
}
