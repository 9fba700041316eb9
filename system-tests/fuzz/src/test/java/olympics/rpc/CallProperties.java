package olympics.rpc;

import static olympics.fuzz.Property.escaped;
import static olympics.fuzz.Property.holds;
import static olympics.fuzz.Property.isOneLine;

import olympics.rpc.XmlRpcCodec.DecodedCall;
import olympics.rpc.xml.XmlLimits;

/**
 * Whatever bytes come as a call: they are refused as no call, in a line that tells the caller why;
 * or they are one document within the limits, and what was read of it, written by us, is read the
 * same.
 */
final class CallProperties {
  private static final XmlRpcCodec CODEC = new XmlRpcCodec();

  /** Reads a call. */
  interface Reader {
    DecodedCall read(byte[] xml) throws RpcFault;
  }

  private CallProperties() {}

  static void check(Reader reader, byte[] xml) {
    DecodedCall call;
    try {
      call = reader.read(xml);
    } catch (RpcFault refusal) {
      refused(refusal);
      return;
    }
    XmlShape shape = XmlProperties.withinLimits(xml, "methodCall", XmlLimits.REQUEST);
    XmlProperties.isPlain(call.params());
    if (XmlProperties.isWritable(call.params())) {
      rereads(reader, call, shape);
    }
  }

  private static void refused(RpcFault refusal) {
    holds(refusal.is(FaultCode.PARSE_ERROR), () -> "refused with " + refusal.code());
    isOneLine(refusal.getMessage(), 600);
    XmlProperties.tellsNothingOfTheInside(refusal.getMessage());
    AnswerProperties.faultArrives(refusal);
  }

  private static void rereads(Reader reader, DecodedCall call, XmlShape shape) {
    byte[] written;
    try {
      written = CODEC.encodeCall(call.method(), call.params());
    } catch (IllegalArgumentException tooDeep) {
      // A string that came without its own element gets one.
      holds(shape.depth() == XmlLimits.REQUEST.depth(), tooDeep::getMessage);
      return;
    }
    DecodedCall again;
    try {
      again = reader.read(written);
    } catch (RpcFault e) {
      throw new AssertionError("not read again: " + escaped(written), e);
    }
    holds(call.equals(again), () -> call + " was read again as " + again);
  }
}
