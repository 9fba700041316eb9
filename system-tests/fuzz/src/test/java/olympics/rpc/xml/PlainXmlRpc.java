package olympics.rpc.xml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Reads values by the letter of the XML-RPC specification, from a whole document in memory: another
 * way than the one that our processes read. Whatever it does not expect is an {@link
 * AssertionError}.
 */
final class PlainXmlRpc {
  /** Making one costs more than parsing. */
  private static final DocumentBuilder BUILDER = builder();

  private static final Pattern INT = Pattern.compile("-?[0-9]{1,10}");
  private static final Pattern DOUBLE = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

  private PlainXmlRpc() {}

  /** The outermost element of a document. */
  static synchronized Element document(byte[] xml) {
    try {
      return BUILDER.parse(new ByteArrayInputStream(xml)).getDocumentElement();
    } catch (SAXException e) {
      throw new AssertionError("no XML", e);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static DocumentBuilder builder() {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler());
      return builder;
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The value that a chain of elements leads to, each the only child of the one before. */
  static Object value(Element from, String... path) {
    Element at = from;
    for (String name : path) {
      at = only(at, name);
    }
    return value(only(at, "value"));
  }

  /** The children of an element, which has nothing else in it. */
  static List<Element> children(Element parent) {
    List<Element> children = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (!(node instanceof Element child)) {
        throw new AssertionError("text in " + parent.getTagName());
      }
      children.add(child);
    }
    return children;
  }

  private static Element only(Element parent, String name) {
    List<Element> children = children(parent);
    if (children.size() != 1 || !children.get(0).getTagName().equals(name)) {
      throw new AssertionError(parent.getTagName() + " has " + children + ", not " + name);
    }
    return children.get(0);
  }

  private static Object value(Element value) {
    Element typed = children(value).get(0);
    String text = typed.getTextContent();
    return switch (typed.getTagName()) {
      case "string" -> text;
      case "int" -> Integer.valueOf(matching(INT, text));
      case "double" -> Double.valueOf(matching(DOUBLE, text));
      case "boolean" -> matching(Pattern.compile("[01]"), text).equals("1");
      case "array" -> children(only(typed, "data")).stream().map(PlainXmlRpc::value).toList();
      case "struct" -> struct(typed);
      default -> throw new AssertionError("the type " + typed.getTagName());
    };
  }

  private static Map<String, Object> struct(Element struct) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (Element member : children(struct)) {
      List<Element> parts = children(member);
      members.put(parts.get(0).getTextContent(), value(parts.get(1)));
    }
    return members;
  }

  private static String matching(Pattern form, String text) {
    if (!form.matcher(text).matches()) {
      throw new AssertionError("'" + text + "' is not of the form " + form);
    }
    return text;
  }
}
