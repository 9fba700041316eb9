package olympics.rpc.xml;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.ContentHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;

/**
 * A pool of XML readers that read no DTD and nothing outside the document. Thread-safe.
 *
 * <p>Making a reader costs more than parsing a call. One that threw is dropped, since its state is
 * unknown; one that was used often is dropped, since it keeps every name that it ever saw; and one
 * that read a large document is dropped, since its buffers have grown and never shrink.
 */
public final class HardenedReaders {
  private static final int MAX_USES = 1000;
  private static final int MAX_IDLE = 16;
  private static final int LARGE_BYTES = 256 << 10;
  private static final String JDK_LIMIT = "http://www.oracle.com/xml/jaxp/properties/";

  private final SAXParserFactory factory;
  private final BlockingQueue<Pooled> idle = new ArrayBlockingQueue<>(MAX_IDLE);

  private static final class Pooled {
    private final XMLReader reader;
    private int uses;

    Pooled(XMLReader reader) {
      this.reader = reader;
    }
  }

  /** Counts what is read of a document. */
  private static final class Counted extends FilterInputStream {
    private int bytes;

    Counted(InputStream document) {
      super(document);
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      bytes += value < 0 ? 0 : 1;
      return value;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int count = super.read(into, offset, length);
      bytes += Math.max(0, count);
      return count;
    }
  }

  /** An empty pool; readers are made when they are needed. */
  public HardenedReaders() {
    factory = SAXParserFactory.newDefaultInstance();
    factory.setNamespaceAware(true);
    factory.setValidating(false);
    factory.setXIncludeAware(false);
    try {
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
      factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
      factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    } catch (ParserConfigurationException | SAXException e) {
      throw new IllegalStateException("this Java has no hardened XML parser", e);
    }
  }

  /**
   * Parses a document.
   *
   * @param to told what the document holds, up to the limits
   * @throws SAXException if it is not well-formed, has a DTD, or is past a limit
   */
  public void parse(InputStream document, XmlLimits limits, ContentHandler to)
      throws SAXException, IOException {
    Pooled pooled = idle.poll();
    if (pooled == null) {
      pooled = new Pooled(newReader());
    }
    LimitingFilter filter = new LimitingFilter(limits, to);
    pooled.reader.setContentHandler(filter);
    pooled.reader.setErrorHandler(filter);
    Counted counted = new Counted(document);
    pooled.reader.parse(new InputSource(counted));
    // Only a reader that came here in peace goes back.
    pooled.reader.setContentHandler(null);
    pooled.uses++;
    if (pooled.uses < MAX_USES && counted.bytes < LARGE_BYTES) {
      boolean unused = idle.offer(pooled);
    }
  }

  private synchronized XMLReader newReader() throws SAXException {
    try {
      XMLReader reader = factory.newSAXParser().getXMLReader();
      reader.setProperty(JDK_LIMIT + "elementAttributeLimit", 2 * XmlLimits.ATTRIBUTES);
      return reader;
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("this Java has no hardened XML parser", e);
    }
  }
}
