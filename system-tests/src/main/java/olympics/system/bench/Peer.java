package olympics.system.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import olympics.process.core.Address;
import olympics.system.FreePorts;
import olympics.system.Games;
import olympics.system.GamesProcess;

/**
 * A well-known program that ours is compared with: one process with one thread, on this machine
 * only, its settings in a folder of the benchmark's, with the certificates of the Games if those
 * have any. Closing it ends it.
 */
final class Peer implements AutoCloseable {
  /** Said in the report. */
  static final String SETTINGS =
      "nginx: 1 worker, keep-alive, no log; HAProxy: 1 thread, balance random, http-reuse always,"
          + " no log; wrk: 1 thread";

  private static final Duration READY = Duration.ofSeconds(10);

  private static final String NGINX =
      """
      daemon off;
      master_process off;
      worker_processes 1;
      pid @FOLDER@/nginx.pid;
      error_log stderr warn;
      events { worker_connections 4096; }
      http {
        access_log off;
        server_tokens off;
        keepalive_requests 1000000000;
        keepalive_timeout 1h;
        client_body_temp_path @FOLDER@/body;
        proxy_temp_path @FOLDER@/proxy;
        fastcgi_temp_path @FOLDER@/fastcgi;
        uwsgi_temp_path @FOLDER@/uwsgi;
        scgi_temp_path @FOLDER@/scgi;
        server {
          listen 127.0.0.1:@PORT@@TLS@;
          default_type text/xml;
          location = /RPC2 { return 200 '@BODY@'; }
        }
      }
      """;

  private static final String HAPROXY =
      """
      global
        nbthread 1
        maxconn 4096
        stats timeout 1s
      defaults
        mode @MODE@
        timeout connect 5s
        timeout client 1h
        timeout server 30s
      frontend clients
        bind 127.0.0.1:@PORT@@TLS@
        default_backend front-ends
      backend front-ends
        balance random
      @SERVERS@\
      """;

  private static final String HTTP =
      "http\n  option http-keep-alive\n  timeout http-keep-alive 1h\n  http-reuse always";

  private final GamesProcess process;
  private final Address address;

  private Peer(GamesProcess process, Address address) {
    this.process = process;
    this.address = address;
  }

  /** An nginx that answers every call with the same body. */
  static Peer nginx(Bench bench, Games games, String body) throws IOException {
    int port = FreePorts.take(1).get(0);
    String tls = "";
    if (bench.settings().tls()) {
      Path folder = games.dataDirectory().resolve("tls");
      tls =
          " ssl;\n    ssl_certificate %s;\n    ssl_certificate_key %s"
              .formatted(folder.resolve("server.pem"), folder.resolve("server-key.pem"));
    }
    String constant = body.replace("\\", "\\\\").replace("'", "\\'");
    Path folder = folder(games, "nginx");
    Path settings = write(folder, NGINX, Map.of("PORT", "" + port, "TLS", tls, "BODY", constant));
    List<String> command =
        List.of(
            Programs.path(Programs.NGINX), "-p", "" + folder, "-e", "stderr", "-c", "" + settings);
    return start(bench, "nginx", command, port);
  }

  /** A HAProxy over the front-ends of these Games. */
  static Peer haproxy(Bench bench, Games games, List<String> frontEnds) throws IOException {
    return haproxy(bench, games, frontEnds, "haproxy", HTTP);
  }

  /** One that passes bytes on, and knows nothing of requests: a connection has one front-end. */
  static Peer haproxyOfBytes(Bench bench, Games games, List<String> frontEnds) throws IOException {
    return haproxy(bench, games, frontEnds, "haproxy-tcp", "tcp");
  }

  private static Peer haproxy(
      Bench bench, Games games, List<String> frontEnds, String name, String mode)
      throws IOException {
    int port = FreePorts.take(1).get(0);
    Path certificates = games.dataDirectory().resolve("tls");
    Path folder = folder(games, name);
    boolean tls = bench.settings().tls();
    StringBuilder servers = new StringBuilder();
    for (String frontEnd : frontEnds) {
      servers
          .append("  server s")
          .append(games.address(frontEnd).port())
          .append(" 127.0.0.1:")
          .append(games.address(frontEnd).port());
      if (tls) {
        servers
            .append(" ssl verify required verifyhost localhost sni str(localhost) ca-file ")
            .append(certificates.resolve("ca.pem"));
      }
      servers.append('\n');
    }
    String bound = tls ? " ssl crt " + bundle(certificates, folder) : "";
    Path settings =
        write(
            folder,
            HAPROXY,
            Map.of("MODE", mode, "PORT", "" + port, "TLS", bound, "SERVERS", "" + servers));
    List<String> command = List.of(Programs.path(Programs.HAPROXY), "-db", "-f", "" + settings);
    return start(bench, "haproxy", command, port);
  }

  /** HAProxy wants certificate and key in one file. */
  private static Path bundle(Path certificates, Path folder) throws IOException {
    Path bundle =
        Files.createFile(
            folder.resolve("bundle.pem"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(
        bundle,
        Files.readString(certificates.resolve("server.pem"))
            + Files.readString(certificates.resolve("server-key.pem")));
  }

  /** It goes with the Games. */
  private static Path folder(Games games, String name) throws IOException {
    return Files.createDirectory(games.dataDirectory().resolve(name));
  }

  private static Path write(Path folder, String template, Map<String, String> values)
      throws IOException {
    String text = template.replace("@FOLDER@", folder.toString());
    for (Map.Entry<String, String> value : values.entrySet()) {
      text = text.replace("@" + value.getKey() + "@", value.getValue());
    }
    return Files.writeString(folder.resolve("settings"), text);
  }

  private static Peer start(Bench bench, String name, List<String> command, int port)
      throws IOException {
    GamesProcess process = Children.start(bench.settings().work(), name, command, Map.of());
    Peer peer = new Peer(process, new Address("localhost", port));
    try {
      awaitListening(process, port);
      return peer;
    } catch (IOException | RuntimeException | Error e) {
      peer.close();
      throw e;
    }
  }

  /** Waits until a process of this machine listens. */
  static void awaitListening(GamesProcess process, int port) throws IOException {
    long deadline = System.nanoTime() + READY.toNanos();
    while (!isListening(port)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IOException(
            process.name() + " does not listen:\n" + String.join("\n", process.lines()));
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private static boolean isListening(int port) {
    try (var connection = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return connection.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  long pid() {
    return process.pid();
  }

  Address address() {
    return address;
  }

  @Override
  public void close() {
    process.close();
  }
}
