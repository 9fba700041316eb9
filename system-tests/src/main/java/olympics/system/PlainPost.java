package olympics.system;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import olympics.process.core.Address;

/** One call on a connection of its own, from an address of this machine that the caller names. */
final class PlainPost {
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final String LENGTH = "content-length:";

  private PlainPost() {}

  /**
   * Posts a call; returns the body of the answer.
   *
   * @throws IOException if there is no answer
   */
  static byte[] from(String source, Address to, byte[] call) throws IOException {
    try (Socket socket = new Socket(to.host(), to.port(), InetAddress.getByName(source), 0)) {
      socket.setSoTimeout((int) LONGEST.toMillis());
      String head = "POST /RPC2 HTTP/1.1\r\nHost: " + to + "\r\nContent-Length: ";
      ByteArrayOutputStream request = new ByteArrayOutputStream();
      request.writeBytes((head + call.length + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
      request.writeBytes(call);
      request.writeTo(socket.getOutputStream());
      return body(new BufferedInputStream(socket.getInputStream()));
    }
  }

  private static byte[] body(InputStream in) throws IOException {
    int length = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
        length = Integer.parseInt(line.substring(LENGTH.length()).strip());
      }
    }
    return in.readNBytes(length);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new IOException("closed after: " + line);
      }
      if (b != '\r') {
        line.append((char) b);
      }
    }
    return line.toString();
  }
}
