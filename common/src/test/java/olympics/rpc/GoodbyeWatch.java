package olympics.rpc;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import olympics.process.core.Address;
import olympics.tls.TestCertificates;

/**
 * A TLS client that only listens, and tells a connection that was ended properly from one that was
 * cut: a JDK socket does not.
 */
final class GoodbyeWatch implements AutoCloseable {
  private final Socket socket;
  private final SSLEngine engine;
  private final ByteBuffer in = ByteBuffer.allocate(1 << 16).flip();
  private final ByteBuffer nothing = ByteBuffer.allocate(0);

  /** Connects and shakes hands. */
  GoodbyeWatch(Path directory, Address to) throws Exception {
    engine = TestCertificates.context(directory).createSSLEngine(to.host(), to.port());
    engine.setUseClientMode(true);
    socket = new Socket(to.host(), to.port());
    socket.setSoTimeout(10_000);
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
      case NEED_WRAP -> {
        ByteBuffer out = ByteBuffer.allocate(1 << 16);
        var unused = engine.wrap(nothing, out);
        socket.getOutputStream().write(out.array(), 0, out.position());
      }
      default -> {
        if (!read()) {
          throw new IOException("closed in the handshake");
        }
      }
    }
  }

  /** Reads a record; false at the end of the stream, if no close_notify came before. */
  private boolean read() throws IOException {
    ByteBuffer plain = ByteBuffer.allocate(1 << 16);
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

  /** Whether the server said goodbye (close_notify) before the stream ended. */
  boolean heard() throws IOException {
    while (!engine.isInboundDone()) {
      if (!read()) {
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
