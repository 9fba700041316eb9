package olympics.pygmy;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import olympics.process.core.Address;
import olympics.rpc.RpcFailure;
import olympics.rpc.RpcFault;
import olympics.rpc.XmlRpcCodec;

/** A client that sends exactly the bytes that it is told. Not thread-safe. */
final class RawClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 60_000;
  private static final XmlRpcCodec CODEC = new XmlRpcCodec();

  /** An answer; header names in lower case. */
  record Response(int status, Map<String, String> headers, String body) {
    /** The value that the XML-RPC answer holds. */
    Object value() throws RpcFault {
      try {
        return CODEC.decodeAnswer(body.getBytes(StandardCharsets.UTF_8));
      } catch (RpcFailure e) {
        throw new UncheckedIOException(e);
      }
    }

    /** The fault that the XML-RPC answer is. */
    RpcFault fault() {
      try {
        throw new AssertionError("no fault, but " + value());
      } catch (RpcFault fault) {
        return fault;
      }
    }
  }

  private final Socket socket;
  private final InputStream in;

  RawClient(Address server) {
    try {
      socket = new Socket(server.host(), server.port());
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.setTcpNoDelay(true);
      in = new BufferedInputStream(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bytes of a whole POST of a call. */
  static String post(String method, Object... params) {
    return postBody(body(method, params));
  }

  static String postBody(String body) {
    return "POST /RPC2 HTTP/1.1\r\nHost: test\r\nContent-Type: text/xml\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  static String body(String method, Object... params) {
    return new String(CODEC.encodeCall(method, List.of(params)), StandardCharsets.UTF_8);
  }

  /** The body of an answer. */
  static String answer(Object value) {
    return new String(CODEC.encodeAnswer(value), StandardCharsets.UTF_8);
  }

  RawClient send(String bytes) {
    try {
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Calls and waits for the answer. */
  Response call(String method, Object... params) {
    return send(post(method, params)).receive();
  }

  Response receive() {
    try {
      String statusLine = line();
      Map<String, String> headers = new LinkedHashMap<>();
      for (String line = line(); !line.isEmpty(); line = line()) {
        int colon = line.indexOf(':');
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
      int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
      String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
      return new Response(Integer.parseInt(statusLine.substring(9, 12)), headers, body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the connection ended after \"" + line + "\"");
      }
      line.write(c);
    }
    return line.toString(StandardCharsets.ISO_8859_1).strip();
  }

  /** Whether the server has ended the connection; waits for its end or for more bytes. */
  boolean isAtEnd() {
    try {
      return in.read() < 0;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
