package olympics.rpc.xml;

import org.xml.sax.Attributes;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.XMLFilterImpl;

/** Passes a document on until it is past a limit. Confined to one parse. */
final class LimitingFilter extends XMLFilterImpl {
  private final XmlLimits limits;
  private int depth;
  private int elements;

  LimitingFilter(XmlLimits limits, ContentHandler next) {
    this.limits = limits;
    setContentHandler(next);
  }

  @Override
  public void startElement(String uri, String localName, String qName, Attributes attributes)
      throws SAXException {
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
    depth--;
    super.endElement(uri, localName, qName);
  }

  @Override
  public void fatalError(SAXParseException e) throws SAXException {
    throw e;
  }

  private static SAXException pastLimit(String what) {
    return new SAXException(what);
  }
}
