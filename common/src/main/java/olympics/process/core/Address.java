package olympics.process.core;

import olympics.games.core.Names;

/**
 * A host name or numeric address, and a TCP port: {@code host:port} in texts.
 *
 * @param host a name, an IPv4 address, or an IPv6 address without brackets
 * @param port 1 to 65535; 0 asks the system to choose one when listening
 */
public record Address(String host, int port) {
  public Address {
    if (host.isEmpty() || host.length() > 255 || host.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new IllegalArgumentException("not a host: '" + Names.quotable(host) + "'");
    }
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("not a port: " + port + ", expected 0 to 65535");
    }
  }

  /**
   * Reads {@code host:port} or {@code [ipv6]:port}.
   *
   * @throws IllegalArgumentException quoting the text, if it is neither
   */
  public static Address parse(String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    if (bracketed) {
      host = host.substring(1, host.length() - 1);
    }
    if (host.isEmpty() || (host.indexOf(':') >= 0 && !bracketed)) {
      throw notAnAddress(text);
    }
    try {
      int port = Integer.parseInt(text.substring(colon + 1));
      if (port < 1) {
        throw notAnAddress(text);
      }
      return new Address(host, port);
    } catch (NumberFormatException e) {
      throw notAnAddress(text);
    }
  }

  private static IllegalArgumentException notAnAddress(String text) {
    return new IllegalArgumentException(
        "not an address: '" + Names.quotable(text) + "', expected host:port, as localhost:8000");
  }

  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
