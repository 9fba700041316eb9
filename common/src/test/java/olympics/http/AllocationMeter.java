package olympics.http;

import com.sun.management.ThreadMXBean;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import olympics.process.core.Address;

/**
 * Counts what the threads of a server allocate for one request, of the many that it sends. What a
 * thread allocates does not depend on how busy the machine is, and hardly on chance.
 *
 * <p>The JVM of the tests has the first compiler alone, which removes no allocation: in the
 * processes that ship, the second one makes the figures somewhat smaller.
 */
public final class AllocationMeter {
  private static final int WARM_UP_BURSTS = 60;
  private static final int ROUNDS = 3;
  private static final int BURSTS = 20;
  private static final int BURST = 16;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private AllocationMeter() {}

  /**
   * Bytes per request, on all threads whose names begin so: the least of a few rounds, since the
   * same threads also serve what servers tell each other now and then.
   *
   * @param body of the request; every answer must be 200
   */
  public static long bytesPerRequest(Address server, String body, String threads)
      throws IOException {
    byte[] burst = RawHttp.post(body).repeat(BURST).getBytes(StandardCharsets.ISO_8859_1);
    try (Socket socket = new Socket(server.host(), server.port())) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      run(WARM_UP_BURSTS, burst, in, socket.getOutputStream());
      long least = Long.MAX_VALUE;
      for (int round = 0; round < ROUNDS; round++) {
        long before = allocated(threads);
        run(BURSTS, burst, in, socket.getOutputStream());
        least = Math.min(least, (allocated(threads) - before) / (BURSTS * BURST));
      }
      return least;
    }
  }

  private static void run(int bursts, byte[] burst, InputStream in, OutputStream out)
      throws IOException {
    for (int i = 0; i < bursts; i++) {
      out.write(burst);
      for (int answer = 0; answer < BURST; answer++) {
        skipAnswer(in);
      }
    }
  }

  private static void skipAnswer(InputStream in) throws IOException {
    String status = line(in);
    if (!status.startsWith("HTTP/1.1 200 ")) {
      throw new IOException("answered: " + status);
    }
    int length = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.startsWith("Content-Length: ")) {
        length = Integer.parseInt(line.substring("Content-Length: ".length()));
      }
    }
    in.skipNBytes(length);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the connection ended");
      }
      line.append((char) c);
    }
    return line.toString().strip();
  }

  private static long allocated(String prefix) {
    long sum = 0;
    for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
      if (thread != null && thread.getThreadName().startsWith(prefix)) {
        sum += THREADS.getThreadAllocatedBytes(thread.getThreadId());
      }
    }
    return sum;
  }
}
