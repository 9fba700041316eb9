package olympics.pygmy;

import java.util.Optional;
import java.util.OptionalLong;
import olympics.http.HeadBytes;
import olympics.process.core.Address;
import olympics.pygmy.core.CallKind;
import olympics.pygmy.core.Standing;

/** One front-end as the balancer reaches it. Confined to the event loop. */
final class FrontEnd {
  private final Address address;
  private final byte[] requestHead;
  private final Pool reads;
  private final Pool others;
  private Optional<String> incarnation = Optional.empty();
  private Optional<String> uid = Optional.empty();
  private Standing told = Standing.UNKNOWN;
  private String toldIncarnation = "";
  private String condition = "was not heard yet";
  private long heardAt;
  private boolean heard;

  FrontEnd(Address address, Outwards outwards, Limits limits) {
    this.address = address;
    this.requestHead =
        HeadBytes.of(
            "POST /RPC2 HTTP/1.1\r\nHost: "
                + address
                + "\r\nContent-Type: text/xml\r\nContent-Length: ");
    this.reads = new Pool(outwards, address, limits.depth(), limits.backEndConnections());
    this.others = new Pool(outwards, address, 1, limits.backEndConnections());
  }

  Address address() {
    return address;
  }

  /** The head of every request to it, up to the length of the body; not to be changed. */
  byte[] requestHead() {
    return requestHead;
  }

  /** Sends on a connection for this kind of call: only reads, which are quick, share one. */
  void send(Attempt attempt, CallKind kind, Limits limits, BackEndConnection.Listener listener) {
    (kind == CallKind.READ ? reads : others).send(attempt, limits, listener);
  }

  void remove(BackEndConnection connection) {
    reads.remove(connection);
    others.remove(connection);
  }

  /** The incarnation that answered last; calls are signed for it. */
  Optional<String> incarnation() {
    return incarnation;
  }

  /** Notes who answers there. */
  void answeredAs(String answered) {
    if (!incarnation.equals(Optional.of(answered))) {
      incarnation = Optional.of(answered);
      uid = Optional.empty();
    }
  }

  /** A probe was answered now, in running time. */
  void heard(long now) {
    heard = true;
    heardAt = now;
  }

  /** How long ago a probe was answered, if one was. */
  OptionalLong heardNanosAgo(long now) {
    return heard ? OptionalLong.of(now - heardAt) : OptionalLong.empty();
  }

  /** The uid of the incarnation that answered last, once it is known. */
  Optional<String> uid() {
    return uid;
  }

  void hasUid(String answered) {
    uid = Optional.of(answered);
  }

  /** Whether people were last told that this incarnation answers, and so. */
  boolean isToldAs(Standing standing, String answered) {
    return told == standing && toldIncarnation.equals(answered);
  }

  void toldAs(Standing standing, String answered) {
    told = standing;
    toldIncarnation = answered;
  }

  /** What is known of it, in words for people. */
  String condition() {
    return condition;
  }

  /** Changes the words, and returns whether they are new. */
  boolean condition(String words) {
    boolean news = !condition.equals(words);
    condition = words;
    told = Standing.UNKNOWN;
    return news;
  }

  void close() {
    reads.close();
    others.close();
  }
}
