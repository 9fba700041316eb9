package olympics.pygmy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import olympics.http.RawHttp;
import olympics.process.core.Address;
import olympics.rpc.RpcFailure;
import olympics.rpc.RpcFault;
import olympics.rpc.XmlRpcCodec;

/**
 * A client that sends exactly the bytes that it is told, and understands the answers. Not
 * thread-safe.
 */
final class RawClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
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

  private final RawHttp http;

  RawClient(Address server) {
    try {
      Socket socket = new Socket(server.host(), server.port());
      socket.setTcpNoDelay(true);
      http = new RawHttp(socket, PATIENCE);
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
      http.send(bytes.getBytes(StandardCharsets.ISO_8859_1));
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
      RawHttp.Answer answer = http.read();
      return new Response(answer.status(), answer.headers(), answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the server has ended the connection; waits for its end or for more bytes. */
  boolean isAtEnd() {
    return http.isClosed();
  }

  @Override
  public void close() {
    try {
      http.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
