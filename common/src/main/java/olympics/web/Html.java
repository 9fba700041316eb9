package olympics.web;

import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes a document in HTML, element by element; the JDK's writer of XML escapes texts and
 * attributes. Not thread-safe.
 */
public final class Html {
  /** Those that have no end tag. */
  private static final Set<String> VOID = Set.of("br", "col", "hr", "img", "input", "link", "meta");

  private final StringWriter text = new StringWriter();
  private final Deque<String> open = new ArrayDeque<>();
  private final XMLStreamWriter xml;

  /** Begins with the document's type. */
  public Html() {
    try {
      xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeDTD("<!DOCTYPE html>\n");
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Begins an element, and ends it at once if it is one without contents.
   *
   * @param attributes names and values by turns
   */
  public Html open(String name, String... attributes) {
    if (attributes.length % 2 != 0) {
      throw new IllegalArgumentException("an attribute of <" + name + "> without a value");
    }
    try {
      if (VOID.contains(name)) {
        xml.writeEmptyElement(name);
      } else {
        xml.writeStartElement(name);
        open.push(name);
      }
      for (int i = 0; i < attributes.length; i += 2) {
        xml.writeAttribute(attributes[i], attributes[i + 1]);
      }
      return this;
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes a text into the innermost open element. */
  public Html text(String words) {
    try {
      xml.writeCharacters(words);
      return this;
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ends the innermost open element, which must be this one. */
  public Html close(String name) {
    if (!name.equals(open.peek())) {
      throw new IllegalStateException("</" + name + "> would end <" + open.peek() + ">");
    }
    open.pop();
    try {
      xml.writeEndElement();
      return this;
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An element that holds a text and nothing else. */
  public Html element(String name, String words, String... attributes) {
    return open(name, attributes).text(words).close(name);
  }

  /**
   * The document.
   *
   * @throws IllegalStateException if an element is open
   */
  public String document() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("<" + open.peek() + "> is not ended");
    }
    try {
      xml.flush();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return text.toString();
  }
}
