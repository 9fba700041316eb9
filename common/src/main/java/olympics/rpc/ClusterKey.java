package olympics.rpc;

import java.util.Arrays;

/** The secret that servers sign their messages with. Never shown: its text form hides it. */
public final class ClusterKey {
  private static final int MIN_BYTES = 16;

  private final byte[] bytes;

  /** A key of at least 16 bytes. */
  public ClusterKey(byte[] bytes) {
    if (bytes.length < MIN_BYTES) {
      throw new IllegalArgumentException(
          "the cluster key has " + bytes.length + " bytes, expected at least " + MIN_BYTES);
    }
    this.bytes = bytes.clone();
  }

  byte[] bytes() {
    return Arrays.copyOf(bytes, bytes.length);
  }

  @Override
  public String toString() {
    return "ClusterKey[hidden]";
  }
}
