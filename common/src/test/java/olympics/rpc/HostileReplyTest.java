package olympics.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import olympics.attack.Canary;
import olympics.attack.CanaryListener;
import olympics.attack.HostileReplies;
import olympics.attack.HostileReply;
import olympics.attack.Leaks;
import olympics.attack.LiveHeap;
import olympics.process.core.Address;
import org.junit.jupiter.api.Test;

/**
 * Every bad answer that we know of: a failure or a fault, never a value, and the client goes on.
 */
class HostileReplyTest {
  private static final String TRUE =
      new String(new XmlRpcCodec().encodeAnswer(true), StandardCharsets.UTF_8);
  private static final double MAX_GROWTH_MIB = 10;

  @Test
  void noHostileReplyIsBelievedOrCostsAnything() throws Exception {
    AtomicReference<HostileReply> next = new AtomicReference<>();
    try (CanaryListener canary = new CanaryListener();
        ScriptedServer hostile = new ScriptedServer(false, request -> next.get().bytes());
        ScriptedServer good = new ScriptedServer(true, request -> ScriptedServer.ok(TRUE));
        RpcClient client = RpcClient.unsigned()) {
      int sung = Canary.sung();
      List<HostileReply> replies = HostileReplies.all(canary.url());
      double before = LiveHeap.mebibytes();
      for (HostileReply reply : replies) {
        next.set(reply);
        Throwable seen =
            catchThrowable(
                () -> client.callAndWait(hostile.address(), "echo", List.of(), Echo.SOON));
        int asked = hostile.requests.get();
        // The client has seen the end of that connection, and will not try it once more.
        await().until(() -> hostile.over.get() == asked);
        assertThat(seen).as(reply.name()).isInstanceOfAny(RpcFailure.class, RpcFault.class);
        assertThat(seen).as(reply.name()).hasNoCause();
        assertThat(seen.getMessage()).as(reply.name()).doesNotContainPattern("\\p{Cntrl}");
        Leaks.requireNone(reply.name(), seen.getMessage());
        assertThat(client.callAndWait(good.address(), "echo", List.of(), Echo.SOON))
            .as("a call after %s", reply)
            .isEqualTo(true);
      }
      assertThat(hostile.requests).as("each was asked for once").hasValue(replies.size());
      assertThat(canary.connections()).isZero();
      assertThat(Canary.sung()).isEqualTo(sung);
      assertThat(LiveHeap.mebibytes() - before).isLessThan(MAX_GROWTH_MIB);
    }
  }

  @Test
  void theCanarySingsWhenItIsRead() throws Exception {
    int before = Canary.sung();
    Canary.readCarelessly(Canary.serialised());
    assertThat(Canary.sung()).isEqualTo(before + 1);
  }

  /** A reply that never ends costs its caller no more than the time it gave. */
  @Test
  void aReplyThatNeverEndsIsGivenUpAtTheDeadline() throws Exception {
    for (String endless :
        List.of(
            "HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n")) {
      try (ServerSocket socket = new ServerSocket(0);
          RpcClient client = RpcClient.unsigned()) {
        Thread server = new Thread(() -> repeat(socket, endless), "endless");
        server.start();
        Address address = new Address("127.0.0.1", socket.getLocalPort());
        CallOptions briefly = CallOptions.within(Duration.ofMillis(300));
        assertThat(catchThrowable(() -> client.callAndWait(address, "echo", List.of(), briefly)))
            .isInstanceOf(RpcFailure.class);
        server.join(10_000);
        assertThat(server.isAlive()).as("the connection was ended").isFalse();
      }
    }
  }

  private static void repeat(ServerSocket socket, String text) {
    try (Socket connection = socket.accept()) {
      while (true) {
        connection.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException e) {
      // The client has had enough.
    }
  }

  /**
   * A caller remembers who answered at thousands of addresses: each may cost no more than a name.
   */
  @Test
  void anIncarnationThatIsNoneIsNotRemembered() throws Exception {
    for (String incarnation : List.of("x".repeat(15_000), "", "A".repeat(32), "g".repeat(32))) {
      String answer = ScriptedServer.ok(TRUE, "Games-Incarnation: " + incarnation);
      try (ScriptedServer server = new ScriptedServer(false, request -> answer);
          RpcClient client = RpcClient.unsigned()) {
        assertThat(client.callAndWait(server.address(), "echo", List.of(), Echo.SOON))
            .isEqualTo(true);
        assertThat(client.incarnationAt(server.address())).isEmpty();
      }
    }
  }
}
