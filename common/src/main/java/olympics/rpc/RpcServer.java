package olympics.rpc;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import olympics.process.core.Address;

/** Answers XML-RPC calls on {@code POST /RPC2} until it is closed. Thread-safe. */
public final class RpcServer implements AutoCloseable {

  /**
   * What a server listens as.
   *
   * @param bind where to listen; port 0 lets the system choose
   * @param identity to sign and verify with; without one every signed-only method is refused
   * @param ready whether to say "ready" in the headers of answers; asked for every answer
   */
  public record Settings(Address bind, Optional<ServerIdentity> identity, BooleanSupplier ready) {}

  private RpcServer() {}

  /**
   * Listens and answers.
   *
   * @throws PortInUseException at once, if the port is taken
   */
  public static RpcServer start(Settings settings, List<RpcMethod> methods)
      throws PortInUseException {
    throw new UnsupportedOperationException();
  }

  /** Where it listens, with the port that was chosen. */
  public Address address() {
    throw new UnsupportedOperationException();
  }

  /** Takes no more connections, lets the calls in progress end, at most {@code drain} long. */
  public void close(Duration drain) {
    throw new UnsupportedOperationException();
  }

  /** {@link #close(Duration)} with two seconds. */
  @Override
  public void close() {
    close(Duration.ofSeconds(2));
  }
}
