package olympics.rpc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import olympics.games.core.Names;
import olympics.rpc.xml.HardenedReaders;
import olympics.rpc.xml.XmlLimits;
import olympics.rpc.xml.XmlRpcText;
import org.apache.xmlrpc.client.XmlRpcClient;
import org.apache.xmlrpc.common.TypeFactory;
import org.apache.xmlrpc.common.TypeFactoryImpl;
import org.apache.xmlrpc.common.XmlRpcHttpRequestConfigImpl;
import org.apache.xmlrpc.common.XmlRpcStreamRequestConfig;
import org.apache.xmlrpc.parser.XmlRpcRequestParser;
import org.apache.xmlrpc.parser.XmlRpcResponseParser;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * XML-RPC calls and answers as bytes: Apache's parsers on hardened readers, and a small writer.
 * Thread-safe; one per process is enough.
 */
public final class XmlRpcCodec {
  /** What the parser says of itself and its settings, which is no help to a caller. */
  private static final Pattern PARSERS_OWN =
      Pattern.compile("^JAXP\\d+: +| when the feature .*|, \"[0-9,]+\" is the limit .*| set by .*");

  private static final int LONGEST_REASON = 300;

  /** Extensions are off: no nil, no 64-bit integers, no serialised objects. */
  private static final XmlRpcStreamRequestConfig PLAIN = new XmlRpcHttpRequestConfigImpl();

  private final HardenedReaders readers = new HardenedReaders();
  private final TypeFactory types = new TypeFactoryImpl(new XmlRpcClient());

  /**
   * A call as it came.
   *
   * @param method the name
   * @param params String, Integer, Double, Boolean, byte[], Date, List and Map values
   */
  public record DecodedCall(String method, List<Object> params) {}

  /** Notes whether the document held an answer or a fault at all. */
  private static final class AnswerParser extends XmlRpcResponseParser {
    private boolean complete;

    AnswerParser(TypeFactory types) {
      super(PLAIN, types);
    }

    @Override
    public void startElement(String uri, String localName, String qName, Attributes attributes)
        throws SAXException {
      if (complete) {
        throw new SAXException("more than one answer");
      }
      super.startElement(uri, localName, qName, attributes);
    }

    @Override
    protected void addResult(Object value) throws SAXException {
      super.addResult(value);
      complete = true;
    }
  }

  /**
   * Writes a call.
   *
   * @throws IllegalArgumentException if a value has no form in XML-RPC
   */
  public byte[] encodeCall(String method, List<?> params) {
    return XmlRpcText.call(method, params);
  }

  /**
   * Writes an answer.
   *
   * @throws IllegalArgumentException if the value has no form in XML-RPC
   */
  public byte[] encodeAnswer(Object value) {
    return XmlRpcText.answer(value);
  }

  /** Writes a fault; what XML cannot carry in the message is shown as an escape. */
  public byte[] encodeFault(int code, String message) {
    return XmlRpcText.fault(code, message);
  }

  /**
   * Reads a call.
   *
   * @throws RpcFault -32700 if it is not one, or is past the limits
   */
  public DecodedCall decodeCall(byte[] xml) throws RpcFault {
    return decodeCall(new ByteArrayInputStream(xml));
  }

  /** As {@link #decodeCall(byte[])}. */
  public DecodedCall decodeCall(InputStream xml) throws RpcFault {
    XmlRpcRequestParser parser = new XmlRpcRequestParser(PLAIN, types);
    try {
      readers.parse(xml, XmlLimits.REQUEST, parser);
      if (parser.getMethodName() == null) {
        throw new SAXException("no methodName");
      }
      List<?> params = parser.getParams();
      return new DecodedCall(parser.getMethodName(), params == null ? List.of() : list(params));
    } catch (SAXException | IOException | RuntimeException e) {
      throw new RpcFault(
          FaultCode.PARSE_ERROR, "not an XML-RPC call: " + reason(e) + "; nothing was executed");
    }
  }

  /**
   * Reads an answer: arrays as lists, structs as maps.
   *
   * @throws RpcFault the fault, if the answer is one
   * @throws RpcFailure if it is no answer, or is past the limits
   */
  public Object decodeAnswer(byte[] xml) throws RpcFault, RpcFailure {
    AnswerParser parser = new AnswerParser(types);
    Object result = null;
    try {
      readers.parse(new ByteArrayInputStream(xml), XmlLimits.ANSWER, parser);
      if (!parser.complete) {
        throw new SAXException("neither an answer nor a fault");
      }
      if (parser.isSuccess()) {
        result = plain(parser.getResult());
      }
    } catch (SAXException | IOException | RuntimeException | org.apache.xmlrpc.XmlRpcException e) {
      throw new RpcFailure(
          RpcFailure.Delivery.UNKNOWN, "what came back is no XML-RPC answer: " + reason(e));
    }
    if (!parser.isSuccess()) {
      String message = parser.getErrorMessage();
      throw new RpcFault(parser.getErrorCode(), message == null ? "" : message);
    }
    return result;
  }

  /** The library's arrays are Object[], its structs any map: copies, all the way down. */
  private static Object plain(Object value) {
    if (value instanceof Object[] array) {
      return list(List.of(array));
    }
    if (value instanceof List<?> array) {
      return list(array);
    }
    if (value instanceof Map<?, ?> struct) {
      Map<String, Object> members = new LinkedHashMap<>();
      struct.forEach((name, member) -> members.put((String) name, plain(member)));
      return Collections.unmodifiableMap(members);
    }
    if (value instanceof Double number && !Double.isFinite(number)) {
      throw new IllegalArgumentException("a double is " + number);
    }
    return value;
  }

  private static List<Object> list(List<?> values) {
    List<Object> plain = new ArrayList<>(values.size());
    values.forEach(value -> plain.add(plain(value)));
    return Collections.unmodifiableList(plain);
  }

  private static String reason(Exception e) {
    String place =
        e instanceof SAXParseException parse && parse.getLineNumber() > 0
            ? " at line " + parse.getLineNumber() + ", column " + parse.getColumnNumber()
            : "";
    // What else is thrown is the library's stumbling: its text tells of classes, not of the call.
    boolean told = e.getMessage() != null && !(e instanceof RuntimeException);
    boolean ours = e.getMessage() != null && e instanceof IllegalArgumentException;
    String message = told || ours ? e.getMessage() : "it is malformed";
    String beginning = message.substring(0, Math.min(LONGEST_REASON, message.length()));
    return Names.quotable(PARSERS_OWN.matcher(beginning).replaceAll("")) + place;
  }
}
