package olympics.system.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import olympics.rpc.RpcFailure;
import olympics.rpc.RpcFault;
import olympics.rpc.XmlRpcCodec;
import olympics.wire.Struct;

/** Makes one call as wrk makes them, and looks at the answer. Thread-safe. */
final class Probe {
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final XmlRpcCodec CODEC = new XmlRpcCodec();
  private static final AtomicLong CALLS = new AtomicLong();
  private static final String STATUS_LINE = "HTTP/1.1 200 OK\r\n";

  private final HttpClient http;
  private final String scheme;

  /**
   * An answer that is right: 200, no fault, and about Gaul.
   *
   * @param tally what it says
   * @param bytes its length, with the headers
   */
  record Answer(String body, Struct tally, long bytes) {}

  /**
   * A prober.
   *
   * @param authority the certificates of those who vouch for the servers; read only for TLS
   */
  Probe(boolean tls, Path authority) throws IOException {
    HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
    http = (tls ? builder.sslContext(trusting(authority)) : builder).build();
    scheme = tls ? "https" : "http";
  }

  /** Where a contender is called. */
  String url(Contender contender) {
    return scheme + "://" + contender.address() + "/RPC2";
  }

  /**
   * Calls once.
   *
   * @throws RowFailedException if the answer is not right
   * @throws IOException if there is none
   */
  Answer call(Contender contender) throws RowFailedException, IOException {
    String call = Files.readString(contender.call());
    if (contender.ids().isPresent()) {
      call = call.replace(Contender.ID, contender.ids().get() + "p/" + CALLS.incrementAndGet());
    }
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url(contender)))
            .timeout(LONGEST)
            .header("Content-Type", "text/xml")
            .POST(HttpRequest.BodyPublishers.ofString(call))
            .build();
    try {
      return checked(
          contender,
          http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static Answer checked(Contender contender, HttpResponse<String> response)
      throws RowFailedException {
    String body = response.body();
    if (response.statusCode() != 200) {
      throw new RowFailedException(contender.name() + " answers " + response.statusCode());
    }
    try {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      Struct tally = Struct.of(CODEC.decodeAnswer(bytes));
      if (!tally.string("team").equals("Gaul")) {
        throw new RowFailedException(contender.name() + " answers another team: " + tally);
      }
      return new Answer(body, tally, lengthOfHead(response) + bytes.length);
    } catch (RpcFault | RpcFailure e) {
      throw new RowFailedException(contender.name() + " answers a fault: " + e.getMessage());
    }
  }

  private static long lengthOfHead(HttpResponse<?> response) {
    long length = 2L + STATUS_LINE.length();
    for (var header : response.headers().map().entrySet()) {
      for (String value : header.getValue()) {
        length += header.getKey().length() + 2 + value.length() + 2;
      }
    }
    return length;
  }

  private static SSLContext trusting(Path authority) throws IOException {
    try (InputStream pem = Files.newInputStream(authority)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        store.setCertificateEntry("authority " + store.size(), one);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot trust " + authority, e);
    }
  }
}
