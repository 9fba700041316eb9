package olympics.obelix;

import java.net.InetAddress;
import java.time.Duration;
import java.util.function.LongSupplier;
import olympics.cli.Password;
import olympics.http.SourceNetwork;
import olympics.obelix.core.WrongPasswordThrottle;
import olympics.rpc.FaultCode;
import olympics.rpc.RpcFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets through who knows the Cacofonix password. Thread-safe. */
final class PasswordGate {
  private static final Logger LOG = LoggerFactory.getLogger(PasswordGate.class);
  private static final int BURST = 10;
  private static final Duration REFILL = Duration.ofSeconds(1);
  private static final int MAX_ADDRESSES = 10_000;

  private final Password password;
  private final LongSupplier clock;
  private final WrongPasswordThrottle throttle =
      new WrongPasswordThrottle(BURST, REFILL, MAX_ADDRESSES);

  PasswordGate(Password password, LongSupplier clock) {
    this.password = password;
    this.clock = clock;
  }

  /**
   * Does nothing if the guess is right.
   *
   * @param source the true address the guess comes from
   * @throws RpcFault 401 if it is wrong, 429 if too many were wrong before
   */
  void check(String guess, InetAddress source) throws RpcFault {
    if (password.matches(guess)) {
      return;
    }
    boolean tooMany;
    synchronized (throttle) {
      tooMany = throttle.isOneTooMany(SourceNetwork.of(source).text(), clock.getAsLong());
    }
    if (tooMany) {
      throw new RpcFault(
          FaultCode.TOO_MANY_ATTEMPTS,
          "too many wrong passwords from " + source.getHostAddress() + ", try again later");
    }
    LOG.warn("refused a wrong password source={}", source.getHostAddress());
    throw new RpcFault(
        FaultCode.NOT_AUTHORISED,
        "wrong password, expected the one in the file cacofonix-password of the data directory");
  }
}
