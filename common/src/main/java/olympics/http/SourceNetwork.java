package olympics.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Where clients come from, as far as it tells them apart: an IPv4 address, or the network (the
 * first 64 bits) of an IPv6 address, since whoever has one of these has 2^64 of them.
 *
 * @param text the address, or the network in hexadecimal
 */
public record SourceNetwork(String text) {
  private static final int IPV6_NETWORK_BYTES = 8;

  /** The network of a client. */
  public static SourceNetwork of(InetAddress source) {
    byte[] bytes = source.getAddress();
    return new SourceNetwork(
        source instanceof Inet6Address
            ? HexFormat.of().formatHex(Arrays.copyOf(bytes, IPV6_NETWORK_BYTES))
            : source.getHostAddress());
  }

  @Override
  public String toString() {
    return text;
  }
}
