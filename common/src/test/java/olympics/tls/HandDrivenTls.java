package olympics.tls;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import olympics.process.core.Address;

/**
 * A TLS client that a test drives step by step. Unlike a JDK socket it says how a second handshake
 * ended, and tells a connection that was ended properly from one that was cut. Not thread-safe.
 */
public final class HandDrivenTls implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Socket socket;
  private final SSLEngine engine;
  private final ByteBuffer in = ByteBuffer.allocate(BUFFER_BYTES).flip();

  /**
   * Connects to a server that shows a certificate of the authority in a data directory, and shakes
   * hands.
   *
   * @param protocols that it speaks; the JDK's own choice, if none is given
   */
  public HandDrivenTls(Path directory, Address to, String... protocols) throws IOException {
    engine = TestCertificates.context(directory).createSSLEngine(to.host(), to.port());
    engine.setUseClientMode(true);
    if (protocols.length > 0) {
      engine.setEnabledProtocols(protocols);
    }
    socket = new Socket(to.host(), to.port());
    socket.setSoTimeout(10_000);
    shakeHands();
  }

  /**
   * Shakes hands, and if that was done before, again: so a client of TLS 1.2 renegotiates.
   *
   * @throws IOException if the server refuses
   */
  public void shakeHands() throws IOException {
    engine.beginHandshake();
    while (isShaking(engine.getHandshakeStatus())) {
      step();
    }
  }

  private static boolean isShaking(HandshakeStatus status) {
    return status != HandshakeStatus.NOT_HANDSHAKING && status != HandshakeStatus.FINISHED;
  }

  private void step() throws IOException {
    switch (engine.getHandshakeStatus()) {
      case NEED_TASK -> engine.getDelegatedTask().run();
      case NEED_WRAP -> write("");
      default -> {
        if (!read(ByteBuffer.allocate(BUFFER_BYTES))) {
          throw new IOException("closed in the handshake");
        }
      }
    }
  }

  private void write(String text) throws IOException {
    ByteBuffer out = ByteBuffer.allocate(BUFFER_BYTES);
    var unused = engine.wrap(StandardCharsets.ISO_8859_1.encode(text), out);
    socket.getOutputStream().write(out.array(), 0, out.position());
  }

  /** Reads a record; false at the end of the stream, if no close_notify came before. */
  private boolean read(ByteBuffer plain) throws IOException {
    while (engine.unwrap(in, plain).getStatus() == SSLEngineResult.Status.BUFFER_UNDERFLOW) {
      in.compact();
      InputStream from = socket.getInputStream();
      int read = from.read(in.array(), in.position(), in.remaining());
      if (read < 0) {
        return false;
      }
      in.position(in.position() + read).flip();
    }
    return true;
  }

  /** Sends a text, and returns the first record of what comes back. */
  public String exchange(String text) throws IOException {
    write(text);
    ByteBuffer plain = ByteBuffer.allocate(BUFFER_BYTES);
    while (plain.position() == 0) {
      if (!read(plain)) {
        throw new IOException("closed without an answer");
      }
    }
    return StandardCharsets.ISO_8859_1.decode(plain.flip()).toString();
  }

  /** Whether the server said goodbye (close_notify) before the stream ended. */
  public boolean hearsGoodbye() throws IOException {
    while (!engine.isInboundDone()) {
      if (!read(ByteBuffer.allocate(BUFFER_BYTES))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
