package olympics.rpc.xml;

import java.util.Arrays;
import org.xml.sax.Attributes;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.XMLFilterImpl;

/**
 * Passes a document on until it is past a limit. Confined to one parse.
 *
 * <p>Text between two tags is passed on in one piece. A parser may hand it out in as many pieces as
 * it has references to characters, and the library joins a method's name piece by piece, each time
 * copying all of it: a name of a mebibyte would take it minutes.
 */
final class LimitingFilter extends XMLFilterImpl {
  private final XmlLimits limits;
  private int depth;
  private int elements;
  private char[] text = new char[64];
  private int textLength;

  LimitingFilter(XmlLimits limits, ContentHandler next) {
    this.limits = limits;
    setContentHandler(next);
  }

  @Override
  public void startElement(String uri, String localName, String qName, Attributes attributes)
      throws SAXException {
    passOnText();
    depth++;
    elements++;
    if (depth > limits.depth()) {
      throw pastLimit("elements are nested deeper than " + limits.depth());
    }
    if (elements > limits.elements()) {
      throw pastLimit("more than " + limits.elements() + " elements");
    }
    if (attributes.getLength() > XmlLimits.ATTRIBUTES) {
      throw pastLimit("an element has more than " + XmlLimits.ATTRIBUTES + " attributes");
    }
    super.startElement(uri, localName, qName, attributes);
  }

  @Override
  public void endElement(String uri, String localName, String qName) throws SAXException {
    passOnText();
    depth--;
    super.endElement(uri, localName, qName);
  }

  @Override
  public void characters(char[] from, int start, int length) {
    if (length > text.length - textLength) {
      text = Arrays.copyOf(text, Math.max(2 * text.length, textLength + length));
    }
    System.arraycopy(from, start, text, textLength, length);
    textLength += length;
  }

  private void passOnText() throws SAXException {
    if (textLength > 0) {
      int length = textLength;
      textLength = 0;
      super.characters(text, 0, length);
    }
  }

  @Override
  public void fatalError(SAXParseException e) throws SAXException {
    throw e;
  }

  private static SAXException pastLimit(String what) {
    return new SAXException(what);
  }
}
