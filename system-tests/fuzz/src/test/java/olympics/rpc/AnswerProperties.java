package olympics.rpc;

import static olympics.fuzz.Property.escaped;
import static olympics.fuzz.Property.holds;
import static olympics.fuzz.Property.isOneLine;

import olympics.rpc.xml.XmlLimits;

/**
 * Whatever bytes come as an answer: they are no answer, in a line that tells why; or they are one
 * document within the limits, and the value or the fault, written by us, is read the same.
 */
final class AnswerProperties {
  private static final XmlRpcCodec CODEC = new XmlRpcCodec();

  /** Reads an answer. */
  interface Reader {
    Object read(byte[] xml) throws RpcFault, RpcFailure;
  }

  private AnswerProperties() {}

  static void check(Reader reader, byte[] xml) {
    Object value;
    try {
      value = reader.read(xml);
    } catch (RpcFailure refusal) {
      isOneLine(refusal.getMessage(), 600);
      XmlProperties.tellsNothingOfTheInside(refusal.getMessage());
      holds(
          refusal.delivery() == RpcFailure.Delivery.UNKNOWN,
          () -> "what was sent is said to be " + refusal.delivery());
      return;
    } catch (RpcFault fault) {
      XmlShape shape = XmlProperties.withinLimits(xml, "methodResponse", XmlLimits.ANSWER);
      holds(shape.child().equals("fault"), () -> "taken for a fault: " + escaped(xml));
      faultArrives(fault);
      return;
    }
    XmlShape shape = XmlProperties.withinLimits(xml, "methodResponse", XmlLimits.ANSWER);
    holds(shape.child().equals("params"), () -> "taken for an answer: " + escaped(xml));
    XmlProperties.isPlain(value);
    if (XmlProperties.isWritable(value)) {
      rereads(reader, value, shape);
    }
  }

  private static void rereads(Reader reader, Object value, XmlShape shape) {
    byte[] written;
    try {
      written = CODEC.encodeAnswer(value);
    } catch (IllegalArgumentException tooDeep) {
      // A string that came without its own element gets one.
      holds(shape.depth() == XmlLimits.ANSWER.depth(), tooDeep::getMessage);
      return;
    }
    Object again;
    try {
      again = reader.read(written);
    } catch (RpcFault | RpcFailure e) {
      throw new AssertionError("not read again: " + escaped(written), e);
    }
    holds(value.equals(again), () -> value + " was read again as " + again);
  }

  /** A fault, written by us, is read as the same fault. */
  static void faultArrives(RpcFault fault) {
    byte[] written = CODEC.encodeFault(fault.code(), fault.getMessage());
    try {
      Object value = CODEC.decodeAnswer(written);
      throw new AssertionError("a fault was read as " + value);
    } catch (RpcFault again) {
      holds(
          again.code() == fault.code() && again.getMessage().equals(fault.getMessage()),
          () -> escaped(fault.getMessage()) + " was read as " + escaped(again.getMessage()));
    } catch (RpcFailure e) {
      throw new AssertionError("no fault: " + escaped(written), e);
    }
  }
}
