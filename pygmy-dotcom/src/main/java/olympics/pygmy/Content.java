package olympics.pygmy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import olympics.rpc.RpcFailure;
import olympics.rpc.RpcFault;
import olympics.rpc.XmlRpcCodec;

/** Looks into bodies no further than it must. */
final class Content {
  private static final byte[] FAULT = "<fault>".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END = "</methodResponse>".getBytes(StandardCharsets.US_ASCII);
  private static final int FAULT_WITHIN = 256;

  private Content() {}

  /** A copy of the bytes. */
  static byte[] of(ByteBuf body) {
    return ByteBufUtil.getBytes(body);
  }

  /** The first bytes, each as the character of that number; good as long as the body is held. */
  static CharSequence beginning(ByteBuf body, int length) {
    return new Beginning(body, body.readerIndex(), Math.min(length, body.readableBytes()));
  }

  private record Beginning(ByteBuf body, int from, int length) implements CharSequence {
    @Override
    public char charAt(int index) {
      return (char) (body.getByte(from + index) & 0xFF);
    }

    @Override
    public String subSequence(int start, int end) {
      return body.toString(from + start, end - start, StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
      return subSequence(0, length);
    }
  }

  /** Whether an answer's last element is there: what was cut short is no answer. */
  static boolean isWhole(ByteBuf answer) {
    int end = answer.writerIndex();
    while (end > answer.readerIndex() && answer.getByte(end - 1) <= ' ') {
      end--;
    }
    return matches(answer, end - END.length, END);
  }

  /**
   * The fault's code, if the answer is a fault; only then is it read as XML.
   *
   * @throws RpcFailure if it looks like a fault and is not one
   */
  static OptionalInt faultCode(ByteBuf answer, XmlRpcCodec codec) throws RpcFailure {
    if (!mayBeFault(answer)) {
      return OptionalInt.empty();
    }
    try {
      Object unused = codec.decodeAnswer(of(answer));
      return OptionalInt.empty();
    } catch (RpcFault fault) {
      return OptionalInt.of(fault.code());
    }
  }

  /** Text in an answer cannot hold a literal {@code <fault>}, and a fault begins with it. */
  private static boolean mayBeFault(ByteBuf answer) {
    int end = answer.readerIndex() + Math.min(answer.readableBytes(), FAULT_WITHIN);
    int tag = answer.indexOf(answer.readerIndex(), end, FAULT[0]);
    while (tag >= 0 && tag <= end - FAULT.length) {
      if (matches(answer, tag, FAULT)) {
        return true;
      }
      tag = answer.indexOf(tag + 1, end, FAULT[0]);
    }
    return false;
  }

  private static boolean matches(ByteBuf bytes, int from, byte[] expected) {
    if (from < bytes.readerIndex()) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if (bytes.getByte(from + i) != expected[i]) {
        return false;
      }
    }
    return true;
  }
}
