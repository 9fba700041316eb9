package olympics.cli;

import java.util.List;
import java.util.stream.Stream;
import olympics.process.core.Address;
import olympics.process.core.Role;

/** Where the processes are when all run on one machine, as in the seed's seven terminals. */
public final class LocalAddresses {
  public static final Address DATABASE = new Address("localhost", 8000);
  public static final Address BALANCER = new Address("localhost", 8001);
  public static final List<Address> FRONT_ENDS =
      List.of(new Address("localhost", 8002), new Address("localhost", 8003));

  private LocalAddresses() {}

  /** The database server and the front-ends, without the one on this port. */
  static List<Address> serversBut(int port) {
    return Stream.concat(Stream.of(DATABASE), FRONT_ENDS.stream())
        .filter(address -> address.port() != port)
        .toList();
  }

  /** The port of a server that is not told one. */
  static int portOf(Role role) {
    return switch (role) {
      case DATABASE -> DATABASE.port();
      case BALANCER -> BALANCER.port();
      case FRONT_END -> FRONT_ENDS.get(0).port();
    };
  }
}
