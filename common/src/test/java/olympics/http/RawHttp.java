package olympics.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import olympics.process.core.Address;

/** A connection on which a test sends what it likes. Not thread-safe. */
public final class RawHttp implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Socket socket;
  private final int patienceMillis;
  private final InputStream in;

  /** An answer, header names in lower case. */
  public record Answer(int status, Map<String, String> headers, String body) {}

  /** Connects. */
  public RawHttp(Address to) throws IOException {
    this(new Socket(to.host(), to.port()));
  }

  /** Connects from another address of this machine. */
  public static RawHttp from(String source, Address to) throws IOException {
    return new RawHttp(new Socket(to.host(), to.port(), InetAddress.getByName(source), 0));
  }

  /** Uses a connection that is there, with TLS for example; closed with this. */
  public RawHttp(Socket connected) throws IOException {
    this(connected, PATIENCE);
  }

  /** The same, and waits so long for what it reads. */
  public RawHttp(Socket connected, Duration patience) throws IOException {
    socket = connected;
    patienceMillis = (int) patience.toMillis();
    socket.setSoTimeout(patienceMillis);
    in = new BufferedInputStream(socket.getInputStream());
  }

  public static String post(String body, String... headers) {
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    return request("POST", "/RPC2", "Content-Length: " + length, headers) + body;
  }

  public static String request(String verb, String path, String header, String... headers) {
    StringBuilder text = new StringBuilder(verb + " " + path + " HTTP/1.1\r\nHost: x\r\n");
    text.append(header).append("\r\n");
    for (String more : headers) {
      text.append(more).append("\r\n");
    }
    return text.append("\r\n").toString();
  }

  public static String call(String method, String... values) {
    StringBuilder text = new StringBuilder("<?xml version='1.0'?><methodCall><methodName>");
    text.append(method).append("</methodName><params>");
    for (String value : values) {
      text.append("<param><value>").append(value).append("</value></param>");
    }
    return text.append("</params></methodCall>").toString();
  }

  /** One request, one answer, on a connection of its own. */
  public static Answer exchange(Address to, String request) throws IOException {
    try (RawHttp raw = new RawHttp(to)) {
      return raw.send(request).read();
    }
  }

  public RawHttp send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.UTF_8));
  }

  public RawHttp send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  public void shutdownOutput() throws IOException {
    socket.shutdownOutput();
  }

  public Answer read() throws IOException {
    Answer head = readHead();
    int length = Integer.parseInt(head.headers().getOrDefault("content-length", "0"));
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    return new Answer(head.status(), head.headers(), body);
  }

  /** Reads an answer that has no body, whatever its headers say. */
  public Answer readHead() throws IOException {
    String statusLine = line();
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return new Answer(Integer.parseInt(statusLine.split(" ", -1)[1]), headers, "");
  }

  /** Reads the next chunk of a body; an empty one is its end. */
  public String readChunk() throws IOException {
    byte[] chunk = in.readNBytes(Integer.parseInt(line(), 16));
    String end = line();
    if (!end.isEmpty()) {
      throw new IOException("a chunk is longer than announced, by " + end);
    }
    return new String(chunk, StandardCharsets.UTF_8);
  }

  /** Whether the other side has closed; waits for it or for a byte. */
  public boolean isClosed() {
    try {
      return in.read() < 0;
    } catch (IOException e) {
      return e.getMessage() == null || !e.getMessage().contains("timed out");
    }
  }

  /** Whether the other side has neither closed nor said anything by now. */
  public boolean isQuiet() throws IOException {
    socket.setSoTimeout(1);
    try {
      int unused = in.read();
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    } finally {
      socket.setSoTimeout(patienceMillis);
    }
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new IOException("closed after: " + line.toString(StandardCharsets.UTF_8));
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
