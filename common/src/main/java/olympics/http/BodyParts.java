package olympics.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;

/**
 * Collects the parts of one message's body. A body in one part is kept as it came; several parts
 * are copied together, so that many tiny ones cost no more than their bytes. Nothing is taken for a
 * length that is only announced. Confined to the event loop.
 */
public final class BodyParts {
  private ByteBuf collected = Unpooled.EMPTY_BUFFER;
  private boolean own;

  /** Appends a part, and takes ownership of it. */
  public void add(ByteBuf part, ByteBufAllocator allocator) {
    if (!part.isReadable()) {
      part.release();
    } else if (!collected.isReadable()) {
      collected = part;
      own = false;
    } else {
      if (!own) {
        ByteBuf copy = allocator.buffer(2 * (collected.readableBytes() + part.readableBytes()));
        copy.writeBytes(collected);
        collected.release();
        collected = copy;
        own = true;
      }
      collected.writeBytes(part);
      part.release();
    }
  }

  /** How many bytes have come. */
  public int size() {
    return collected.readableBytes();
  }

  /** The body; the caller owns it, and the next one begins empty. */
  public ByteBuf take() {
    ByteBuf taken = collected;
    collected = Unpooled.EMPTY_BUFFER;
    own = false;
    return taken;
  }

  /** Drops what has come. */
  public void discard() {
    take().release();
  }
}
