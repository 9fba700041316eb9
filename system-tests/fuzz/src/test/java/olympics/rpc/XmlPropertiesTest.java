package olympics.rpc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import olympics.fuzz.KeptInputs;
import olympics.rpc.XmlRpcCodec.DecodedCall;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The properties catch readers of calls and answers with planted bugs, by an input that is kept.
 */
class XmlPropertiesTest {
  private static final XmlRpcCodec CODEC = new XmlRpcCodec();

  static Stream<Arguments> weakReaders() {
    return Stream.of(
        weak("lets what the library throws through", XmlPropertiesTest::throwing),
        weak("refuses with another code", xml -> refusing(xml, new RpcFault(400, "no call"))),
        weak(
            "tells what it is made of",
            xml -> refusing(xml, parseError("no call: java.lang.NullPointerException"))),
        weak("repeats what came", xml -> refusing(xml, parseError(latin1(xml)))),
        weak("takes anything", xml -> new DecodedCall("m", List.of())),
        weak("takes a part of a deep document", XmlPropertiesTest::withoutItsMiddle),
        weak("makes objects", xml -> with(CODEC.decodeCall(xml), Optional.of("x"))),
        weak("makes infinite numbers", xml -> with(CODEC.decodeCall(xml), Double.NaN)),
        weak("adds a parameter each time", xml -> with(CODEC.decodeCall(xml), xml.length)));
  }

  private static Arguments weak(String name, CallProperties.Reader reader) {
    return Arguments.of(name, reader);
  }

  private static DecodedCall throwing(byte[] xml) {
    try {
      return CODEC.decodeCall(xml);
    } catch (RpcFault e) {
      throw new IllegalStateException(e);
    }
  }

  private static DecodedCall refusing(byte[] xml, RpcFault with) throws RpcFault {
    try {
      return CODEC.decodeCall(xml);
    } catch (RpcFault e) {
      throw with;
    }
  }

  private static RpcFault parseError(String message) {
    return new RpcFault(FaultCode.PARSE_ERROR, message);
  }

  private static DecodedCall withoutItsMiddle(byte[] xml) throws RpcFault {
    String open = "<array><data><value>";
    String close = "</value></data></array>";
    String text = latin1(xml).replace(open + open, "").replace(close + close, "");
    return CODEC.decodeCall(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static DecodedCall with(DecodedCall call, Object param) {
    List<Object> params = new ArrayList<>(call.params());
    params.add(param);
    return new DecodedCall(call.method(), params);
  }

  private static String latin1(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("weakReaders")
  void aWeakReaderOfCallsIsCaught(String name, CallProperties.Reader reader) {
    assertThatThrownBy(
            () ->
                KeptInputs.of(CallFuzzTest.class).forEach(xml -> CallProperties.check(reader, xml)))
        .isInstanceOfAny(AssertionError.class, IllegalStateException.class);
  }

  static Stream<Arguments> weakReadersOfAnswers() {
    AnswerProperties.Reader noFaults =
        xml -> {
          try {
            return CODEC.decodeAnswer(xml);
          } catch (RpcFault fault) {
            return fault.getMessage();
          }
        };
    AnswerProperties.Reader everythingIsAFault =
        xml -> {
          throw new RpcFault(404, "none");
        };
    AnswerProperties.Reader certain =
        xml -> {
          try {
            return CODEC.decodeAnswer(xml);
          } catch (RpcFailure failure) {
            throw new RpcFailure(RpcFailure.Delivery.NOT_DELIVERED, failure.getMessage());
          }
        };
    AnswerProperties.Reader optional = xml -> Optional.of(CODEC.decodeAnswer(xml));
    AnswerProperties.Reader cutsTexts =
        xml -> CODEC.decodeAnswer(xml).toString().replaceFirst(".$", "");
    return Stream.of(
        Arguments.of("takes a fault for an answer", noFaults),
        Arguments.of("takes everything for a fault", everythingIsAFault),
        Arguments.of("says that nothing was sent", certain),
        Arguments.of("makes objects", optional),
        Arguments.of("cuts texts", cutsTexts));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("weakReadersOfAnswers")
  void aWeakReaderOfAnswersIsCaught(String name, AnswerProperties.Reader reader) {
    assertThatThrownBy(
            () ->
                KeptInputs.of(AnswerFuzzTest.class)
                    .forEach(xml -> AnswerProperties.check(reader, xml)))
        .isInstanceOf(AssertionError.class);
  }
}
