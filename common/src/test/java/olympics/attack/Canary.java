package olympics.attack;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An object that sings when it is read: whoever reads serialised objects from outside is caught.
 */
public final class Canary extends RuntimeException implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final AtomicInteger SUNG = new AtomicInteger();

  /** How often one was read. */
  public static int sung() {
    return SUNG.get();
  }

  /** One in its serialised form, as base64. */
  public static String serialised() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new Canary());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  /** Reads one as somebody careless would. */
  public static void readCarelessly(String base64) throws IOException, ClassNotFoundException {
    byte[] bytes = Base64.getDecoder().decode(base64);
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      var unused = in.readObject();
    }
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    SUNG.incrementAndGet();
  }
}
