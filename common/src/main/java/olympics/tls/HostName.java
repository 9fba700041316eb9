package olympics.tls;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import olympics.games.core.Names;

/**
 * A host as a certificate names it: a name in lower case, or a numeric address. Equal ones are the
 * same host to those who check.
 *
 * @param text the name or the address
 * @param isNumeric which of the two it is
 */
public record HostName(String text, boolean isNumeric) {
  private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
  private static final Pattern NAME = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;

  /** Reads a host, if it is one. */
  public static Optional<HostName> parse(String text) {
    InetAddress numeric = NetUtil.createInetAddressFromIpAddressString(text);
    if (numeric != null) {
      return Optional.of(of(numeric));
    }
    String name = text.toLowerCase(Locale.ROOT);
    // What looks like an address and is none must not pass for a name.
    boolean named = NAME.matcher(name).matches() && !name.matches("[0-9.]+");
    return named && name.length() <= 253
        ? Optional.of(new HostName(name, false))
        : Optional.empty();
  }

  /** An address, without its interface; one of IPv6 in its short form (RFC 5952). */
  public static HostName of(InetAddress address) {
    return new HostName(NetUtil.toAddressString(address), true);
  }

  /** The hosts that a certificate is for. */
  static Set<HostName> in(X509Certificate certificate) {
    Set<HostName> hosts = new LinkedHashSet<>();
    try {
      if (certificate.getSubjectAlternativeNames() != null) {
        for (List<?> name : certificate.getSubjectAlternativeNames()) {
          if (name.get(0).equals(DNS_NAME) || name.get(0).equals(IP_ADDRESS)) {
            parse((String) name.get(1)).ifPresent(hosts::add);
          }
        }
      }
    } catch (CertificateParsingException e) {
      throw new IllegalArgumentException("a certificate whose hosts cannot be read", e);
    }
    return hosts;
  }

  String alternativeName() {
    return (isNumeric ? "ip:" : "dns:") + text;
  }

  @Override
  public String toString() {
    return Names.quotable(text);
  }
}
