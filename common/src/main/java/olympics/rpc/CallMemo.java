package olympics.rpc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Remembers what the bytes of small calls mean, so that a call which comes again is not parsed
 * again. Only calls that were answered with a value are to be remembered, and only of methods that
 * say so ({@link RpcMethod.Builder#oftenRepeated}): nothing secret, nothing that was refused.
 *
 * <p>Bounded in entries and in bytes: a table of fixed size in which each call has one place, and
 * the newer one takes it. A call counts as known only if all its bytes are the same, so calls that
 * share a place can cost each other the parsing and no more, whoever chooses them. Thread-safe,
 * without a lock.
 */
final class CallMemo {
  private static final int PLACE_BITS = 10;

  /** How many calls at most. */
  static final int PLACES = 1 << PLACE_BITS;

  /** The longest call that is remembered: all of them together are half a mebibyte. */
  static final int MAX_CALL_BYTES = 512;

  private static final long PRIME = 0x9E3779B97F4A7C15L;

  private final AtomicReferenceArray<Known> places = new AtomicReferenceArray<>(PLACES);
  private final long seed = new SecureRandom().nextLong();

  /** A call that was parsed before. */
  static final class Known {
    private final byte[] xml;
    private final ByteBuf readable;
    private final XmlRpcCodec.DecodedCall call;

    private Known(byte[] xml, XmlRpcCodec.DecodedCall call) {
      this.xml = xml;
      this.readable = Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(xml));
      this.call = call;
    }

    /** Its bytes; not to be changed. */
    byte[] xml() {
      return xml;
    }

    XmlRpcCodec.DecodedCall call() {
      return call;
    }

    private boolean is(ByteBuf body) {
      return body.readableBytes() == xml.length
          && ByteBufUtil.equals(body, body.readerIndex(), readable, 0, xml.length);
    }
  }

  /** What is known of a call with exactly these bytes. */
  Optional<Known> find(ByteBuf body) {
    if (body.readableBytes() > MAX_CALL_BYTES) {
      return Optional.empty();
    }
    Known known = places.get(place(body));
    return known != null && known.is(body) ? Optional.of(known) : Optional.empty();
  }

  /**
   * Remembers a call, unless it is too long or has other parameters than strings.
   *
   * @param xml its bytes, not changed from now on
   */
  void remember(byte[] xml, XmlRpcCodec.DecodedCall call) {
    if (xml.length > MAX_CALL_BYTES || !call.params().stream().allMatch(String.class::isInstance)) {
      return;
    }
    Known known = new Known(xml, call);
    places.set(place(known.readable), known);
  }

  /** How many calls are remembered. */
  int size() {
    int size = 0;
    for (int i = 0; i < PLACES; i++) {
      size += places.get(i) == null ? 0 : 1;
    }
    return size;
  }

  private int place(ByteBuf body) {
    long hash = seed ^ body.readableBytes();
    int at = body.readerIndex();
    int end = body.writerIndex();
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      hash = Long.rotateLeft((hash ^ body.getLongLE(at)) * PRIME, 29);
    }
    for (; at < end; at++) {
      hash = Long.rotateLeft((hash ^ body.getByte(at)) * PRIME, 29);
    }
    return (int) ((hash * PRIME) >>> (Long.SIZE - PLACE_BITS));
  }
}
