package olympics.http;

import java.io.IOException;
import olympics.process.core.Address;

/** The port to listen on is taken. */
public final class PortInUseException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Address address;

  public PortInUseException(Address address) {
    super("port " + address.port() + " is in use on " + address.host());
    this.address = address;
  }

  public Address address() {
    return address;
  }
}
