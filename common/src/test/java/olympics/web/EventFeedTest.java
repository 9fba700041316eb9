package olympics.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import olympics.http.HttpLimits;
import olympics.http.RawHttp;
import olympics.process.core.Address;
import olympics.rpc.RpcServer;
import olympics.tls.Links;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventFeedTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  private final EventFeed feed =
      new EventFeed(new EventFeed.Limits(2, 3, LONG), () -> "all\nof it");
  private RpcServer server;

  private Address serve(EventFeed what, HttpLimits limits) throws Exception {
    server =
        RpcServer.start(
            new RpcServer.Settings(
                new Address("127.0.0.1", 0),
                Optional.empty(),
                () -> true,
                limits,
                16,
                Links.PLAIN,
                Optional.of(Site.builder().page("/events", what).build())),
            List.of());
    return server.address();
  }

  private Address serve() throws Exception {
    return serve(feed, HttpLimits.DEFAULT);
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close(Duration.ofSeconds(2));
    }
  }

  private static RawHttp asked(Address at, String... headers) throws Exception {
    return new RawHttp(at).send(RawHttp.request("GET", "/events", "A: b", headers));
  }

  /** Reads up to and including the wish how soon to come back. */
  private static RawHttp watch(Address at, String... headers) throws Exception {
    RawHttp raw = asked(at, headers);
    RawHttp.Answer head = raw.readHead();
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.headers())
        .containsEntry("content-type", "text/event-stream")
        .containsEntry("transfer-encoding", "chunked")
        .containsEntry("connection", "close")
        .containsEntry("cache-control", "no-store")
        .containsKey("content-security-policy");
    assertThat(raw.readChunk()).isEqualTo("retry: 1000\n\n");
    return raw;
  }

  private static String id(String event) {
    return event.substring("id: ".length(), event.indexOf('\n'));
  }

  private static String untagged(String event) {
    return event.substring(event.indexOf('\n') + 1);
  }

  @Test
  void aNewcomerGetsASnapshotAndThenWhatHappens() throws Exception {
    Address at = serve();
    feed.publish("tally", "before");
    try (RawHttp raw = watch(at)) {
      String snapshot = raw.readChunk();
      assertThat(untagged(snapshot)).isEqualTo("event: snapshot\ndata: all\ndata: of it\n\n");
      assertThat(id(snapshot)).endsWith("-1");
      assertThat(feed.isWatched()).isTrue();
      feed.publish("tally", "one\r\nid: 7\rx");
      String event = raw.readChunk();
      assertThat(untagged(event)).isEqualTo("event: tally\ndata: one\ndata: id: 7\ndata: x\n\n");
      assertThat(id(event)).endsWith("-2");
    }
    await().until(() -> !feed.isWatched());
  }

  @Test
  void whoComesBackGoesOnWhereHeWasCutOff() throws Exception {
    Address at = serve();
    String seen;
    try (RawHttp raw = watch(at)) {
      seen = id(raw.readChunk());
    }
    feed.publish("tally", "1");
    feed.publish("tally", "2");
    try (RawHttp raw = watch(at, "Last-Event-ID: " + seen)) {
      assertThat(untagged(raw.readChunk())).isEqualTo("event: tally\ndata: 1\n\n");
      assertThat(untagged(raw.readChunk())).isEqualTo("event: tally\ndata: 2\n\n");
      feed.publish("tally", "3");
      assertThat(untagged(raw.readChunk())).isEqualTo("event: tally\ndata: 3\n\n");
    }
    feed.publish("tally", "4");
    try (RawHttp raw = watch(at, "Last-Event-ID: " + seen)) {
      // The first one is not kept any more.
      assertThat(raw.readChunk()).contains("event: snapshot\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0123-0", "x", "", "-1", "99999999999999999999-99999999999999999999999"})
  void anIdThatIsNotOfThisFeedGetsASnapshot(String seen) throws Exception {
    Address at = serve();
    try (RawHttp raw = watch(at, "Last-Event-ID: " + seen)) {
      assertThat(raw.readChunk()).contains("event: snapshot\n");
    }
  }

  @Test
  void oneWhoReadsNothingIsDroppedAndTheOthersAreServed() throws Exception {
    // Nobody is cut off for being slow, so that the bound alone counts.
    Address at = serve(feed, HttpLimits.DEFAULT.withRequestTime(LONG));
    String event = "x".repeat(1 << 16);
    try (Socket socket = new Socket()) {
      socket.setReceiveBufferSize(1 << 12);
      socket.connect(new InetSocketAddress(at.host(), at.port()));
      RawHttp asleep = new RawHttp(socket).send(RawHttp.request("GET", "/events", "A: b"));
      try (RawHttp awake = watch(at)) {
        assertThat(awake.readChunk()).contains("snapshot");
        await().until(() -> feed.streams() == 2);
        int published = 0;
        while (feed.streams() == 2) {
          feed.publish("tally", event);
          assertThat(awake.readChunk()).endsWith(event + "\n\n");
          published++;
          assertThat(published)
              .as("events of 64 KiB that are held for one who reads nothing")
              .isLessThan(512);
        }
        feed.publish("tally", "last");
        assertThat(awake.readChunk()).contains("last");
        try (RawHttp back = watch(at)) {
          assertThat(back.readChunk()).contains("snapshot");
        }
      }
      asleep.close();
    }
  }

  @Test
  void aSilentStreamOutlivesTheTimeOfIdleConnections() throws Exception {
    Address at = serve(feed, HttpLimits.DEFAULT.withIdleTime(Duration.ofMillis(300)));
    try (RawHttp raw = watch(at);
        RawHttp idle = new RawHttp(at)) {
      assertThat(raw.readChunk()).contains("snapshot");
      assertThat(idle.isClosed()).isTrue();
      feed.publish("tally", "still here");
      assertThat(raw.readChunk()).contains("still here");
    }
  }

  @Test
  void moreThanTheBoundAreToldSoUntilOneLeaves() throws Exception {
    Address at = serve();
    try (RawHttp one = watch(at);
        RawHttp two = watch(at)) {
      assertThat(one.readChunk()).contains("snapshot");
      assertThat(two.readChunk()).contains("snapshot");
      try (RawHttp three = asked(at)) {
        RawHttp.Answer answer = three.read();
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).contains("at most 2");
      }
    }
    await().until(() -> feed.streams() == 0);
    try (RawHttp next = watch(at)) {
      assertThat(next.readChunk()).contains("snapshot");
    }
  }

  @Test
  void closingTheServerEndsEveryStreamInOrder() throws Exception {
    Address at = serve();
    try (RawHttp raw = watch(at)) {
      assertThat(raw.readChunk()).contains("snapshot");
      feed.publish("tally", "last");
      CompletableFuture<Void> closing =
          CompletableFuture.runAsync(() -> server.close(Duration.ofMinutes(1)));
      assertThat(raw.readChunk()).contains("last");
      assertThat(raw.readChunk()).isEmpty();
      assertThat(raw.isClosed()).isTrue();
      closing.get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void aClosedFeedTakesNobody() throws Exception {
    Address at = serve();
    try (RawHttp raw = watch(at)) {
      assertThat(raw.readChunk()).contains("snapshot");
      feed.close();
      assertThat(raw.readChunk()).isEmpty();
    }
    try (RawHttp raw = asked(at)) {
      assertThat(raw.readHead().status()).isEqualTo(503);
    }
  }

  @Test
  void aCommentComesNowAndThenSoThatTheDeadAreNoticed() throws Exception {
    EventFeed lively =
        new EventFeed(new EventFeed.Limits(2, 3, Duration.ofMillis(20)), () -> "all");
    Address at = serve(lively, HttpLimits.DEFAULT);
    try (RawHttp raw = watch(at)) {
      assertThat(raw.readChunk()).contains("snapshot");
      assertThat(raw.readChunk()).isEqualTo(":\n\n");
      assertThat(raw.readChunk()).isEqualTo(":\n\n");
    }
  }

  @Test
  void whatIsAskedAfterAStreamOnItsConnectionIsNotAnswered() throws Exception {
    Address at = serve();
    String again = RawHttp.request("GET", "/nothing", "A: b");
    try (RawHttp raw =
        new RawHttp(at).send(RawHttp.request("GET", "/events", "A: b") + again + again)) {
      assertThat(raw.readHead().status()).isEqualTo(200);
      assertThat(raw.readChunk()).startsWith("retry");
      assertThat(raw.send(again).readChunk()).contains("snapshot");
      feed.publish("tally", "goes on");
      assertThat(raw.readChunk()).contains("goes on");
    }
  }

  @Test
  void whoCannotReadChunksOrOnlyWantsTheHeadGetsNoStream() throws Exception {
    Address at = serve();
    RawHttp.Answer old = RawHttp.exchange(at, "GET /events HTTP/1.0\r\n\r\n");
    assertThat(old.status()).isEqualTo(505);
    try (RawHttp raw = new RawHttp(at).send(RawHttp.request("HEAD", "/events", "A: b"))) {
      assertThat(raw.readHead().status()).isEqualTo(200);
      assertThat(raw.isClosed()).isTrue();
    }
    assertThat(feed.streams()).isZero();
  }

  @Test
  void aTypeThatWouldWriteALineOfItsOwnIsAMistake() {
    assertThatThrownBy(() -> feed.publish("a\nid", "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
