package olympics.rpc;

import java.io.ByteArrayInputStream;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What a document is made of, counted by another reader than ours: pulled, without our limits.
 *
 * @param root the name of its outermost element
 * @param child the name of the first element in it; empty if there is none
 * @param attributes the most of one element, declarations of namespaces among them
 */
record XmlShape(String root, String child, int depth, int elements, int attributes) {
  private static final XMLInputFactory FACTORY = XMLInputFactory.newDefaultFactory();

  static {
    FACTORY.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    FACTORY.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
  }

  /** Empty if it is not well-formed, or has a DTD. */
  static Optional<XmlShape> of(byte[] document) {
    try {
      XMLStreamReader reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(document));
      String root = "";
      String child = "";
      int depth = 0;
      int deepest = 0;
      int elements = 0;
      int attributes = 0;
      while (reader.hasNext()) {
        switch (reader.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            root = elements == 0 ? reader.getLocalName() : root;
            child = elements == 1 ? reader.getLocalName() : child;
            elements++;
            depth++;
            deepest = Math.max(deepest, depth);
            attributes =
                Math.max(attributes, reader.getAttributeCount() + reader.getNamespaceCount());
          }
          case XMLStreamConstants.END_ELEMENT -> depth--;
          case XMLStreamConstants.DTD -> {
            return Optional.empty();
          }
          default -> {}
        }
      }
      return Optional.of(new XmlShape(root, child, deepest, elements, attributes));
    } catch (XMLStreamException e) {
      return Optional.empty();
    }
  }
}
