package olympics.tls;

import java.io.IOException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The authority that issues the servers' certificates; all keys are on the curve P-256. */
final class LocalAuthority {
  private static final String AUTHORITY = "authority";
  private static final String SERVER = "server";
  private static final DateTimeFormatter START =
      DateTimeFormatter.ofPattern("uuuu/MM/dd HH:mm:ss", Locale.ROOT);

  private final Keytool.Entry entry;

  LocalAuthority(Keytool.Entry entry) {
    this.entry = entry;
  }

  /**
   * From when to when a certificate is valid.
   *
   * @param from the first moment
   * @param days how long, 1 or more
   */
  record Validity(Instant from, int days) {
    /** So long from now on, and a day before that: other machines' clocks may be behind. */
    static Validity fromNow(int days) {
      return new Validity(Instant.now().minus(Duration.ofDays(1)), days + 1);
    }

    private List<String> options() {
      return List.of(
          "-startdate",
          START.format(from.atZone(ZoneId.systemDefault())),
          "-validity",
          Integer.toString(days));
    }
  }

  /** Makes a new authority. Its name is drawn, so that one is not taken for another. */
  static LocalAuthority create(Validity validity) throws IOException {
    byte[] drawn = new byte[4];
    new SecureRandom().nextBytes(drawn);
    List<String> options = new ArrayList<>(validity.options());
    options.addAll(List.of("-ext", "bc:critical=ca:true,pathlen:0"));
    options.addAll(List.of("-ext", "ku:critical=keyCertSign,cRLSign"));
    try (Keytool keytool = new Keytool()) {
      keytool.generate(AUTHORITY, "Games authority " + HexFormat.of().formatHex(drawn), options);
      return new LocalAuthority(keytool.entry(AUTHORITY));
    }
  }

  Keytool.Entry entry() {
    return entry;
  }

  X509Certificate certificate() {
    return entry.chain().get(0);
  }

  /** Issues a certificate, with a new key, for servers on these hosts. */
  Keytool.Entry issue(Collection<HostName> hosts, Validity validity) throws IOException {
    List<String> options = new ArrayList<>(validity.options());
    options.addAll(List.of("-signer", AUTHORITY, "-ext", "ku:critical=digitalSignature"));
    options.addAll(List.of("-ext", "eku=serverAuth"));
    options.addAll(
        List.of(
            "-ext",
            "san="
                + hosts.stream().map(HostName::alternativeName).collect(Collectors.joining(","))));
    try (Keytool keytool = new Keytool()) {
      keytool.put(AUTHORITY, entry);
      keytool.generate(SERVER, "Games server", options);
      Keytool.Entry issued = keytool.entry(SERVER);
      // Whoever checks it has the authority's certificate already.
      return new Keytool.Entry(issued.key(), issued.chain().subList(0, 1));
    }
  }
}
