package olympics.rpc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 (RFC 2104) with the cluster key. Every field is preceded by its length, so that no
 * two different messages have the same bytes. Thread-safe: each thread has its own {@link
 * SigningThread}.
 */
final class MessageAuthenticator {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String REQUEST = "games request 1";
  private static final String ANSWER = "games answer 1";
  private static final String METHOD_LINE = "POST /RPC2";
  private static final int ABSENT = -1;
  private static final String HEX = "0123456789abcdef";

  private final ThreadLocal<SigningThread> threads;

  /**
   * What a request says beside its body, as it stands in the headers.
   *
   * @param sender role and process
   * @param receiver the receiver's incarnation
   * @param counter decimal
   * @param clock the sender's vector clock
   * @param requestId the write's id
   * @param client the true client's address
   */
  record RequestFields(
      String sender,
      String receiver,
      String counter,
      String clock,
      Optional<String> requestId,
      Optional<String> client) {}

  /**
   * What an answer says beside its body.
   *
   * @param status the HTTP status
   * @param incarnation the answering server's
   * @param ready whether it says that it can serve
   * @param clock its vector clock
   * @param requestSignature the signature of the request
   */
  record AnswerFields(
      int status, String incarnation, String ready, String clock, String requestSignature) {}

  MessageAuthenticator(ClusterKey key) {
    byte[] bytes = key.bytes();
    threads = ThreadLocal.withInitial(() -> new SigningThread(newMac(bytes)));
  }

  String sign(RequestFields fields, ByteBuffer body) {
    return HexFormat.of().formatHex(digest(fields, body));
  }

  String sign(AnswerFields fields, ByteBuffer body) {
    return HexFormat.of().formatHex(digest(fields, body));
  }

  /** Whether this is the request's signature; takes as long wherever it differs. */
  boolean verifies(RequestFields fields, ByteBuffer body, String signature) {
    return isHexOf(digest(fields, body), signature);
  }

  /** Whether this is the answer's signature; takes as long wherever it differs. */
  boolean verifies(AnswerFields fields, ByteBuffer body, String signature) {
    return isHexOf(digest(fields, body), signature);
  }

  private byte[] digest(RequestFields fields, ByteBuffer body) {
    SigningThread thread = threads.get();
    thread.field(REQUEST);
    thread.field(METHOD_LINE);
    thread.field(fields.sender());
    thread.field(fields.receiver());
    thread.field(fields.counter());
    thread.field(fields.clock());
    thread.field(fields.requestId());
    thread.field(fields.client());
    return thread.digest(body);
  }

  private byte[] digest(AnswerFields fields, ByteBuffer body) {
    SigningThread thread = threads.get();
    thread.field(ANSWER);
    thread.field(Integer.toString(fields.status()));
    thread.field(fields.incarnation());
    thread.field(fields.ready());
    thread.field(fields.clock());
    thread.field(fields.requestSignature());
    return thread.digest(body);
  }

  private static boolean isHexOf(byte[] digest, String text) {
    if (text.length() != 2 * digest.length) {
      return false;
    }
    int differences = 0;
    for (int i = 0; i < digest.length; i++) {
      differences |= HEX.charAt((digest[i] >> 4) & 0xF) ^ text.charAt(2 * i);
      differences |= HEX.charAt(digest[i] & 0xF) ^ text.charAt(2 * i + 1);
    }
    return differences == 0;
  }

  /** One thread's Mac, and the bytes it is fed with, gathered so that it is fed in few pieces. */
  private static final class SigningThread {
    private static final int USUAL_BYTES = 1024;

    private final Mac mac;
    private byte[] bytes = new byte[USUAL_BYTES];
    private int length;

    SigningThread(Mac mac) {
      this.mac = mac;
    }

    void field(Optional<String> text) {
      if (text.isPresent()) {
        field(text.get());
      } else {
        number(ABSENT);
      }
    }

    void field(String text) {
      int units = text.length();
      room(Integer.BYTES + units);
      int at = length + Integer.BYTES;
      for (int i = 0; i < units; i++) {
        char c = text.charAt(i);
        if (c >= 0x80) {
          encoded(text);
          return;
        }
        bytes[at + i] = (byte) c;
      }
      number(units);
      length += units;
    }

    /** A field that is not plain ASCII, as UTF-8. */
    private void encoded(String text) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      number(utf8.length);
      room(utf8.length);
      System.arraycopy(utf8, 0, bytes, length, utf8.length);
      length += utf8.length;
    }

    private void number(int value) {
      room(Integer.BYTES);
      for (int shift = 24; shift >= 0; shift -= 8) {
        bytes[length++] = (byte) (value >> shift);
      }
    }

    private void room(int more) {
      if (bytes.length - length < more) {
        flush();
        if (bytes.length < more) {
          bytes = new byte[more];
        }
      }
    }

    private void flush() {
      mac.update(bytes, 0, length);
      length = 0;
    }

    byte[] digest(ByteBuffer body) {
      number(body.remaining());
      if (body.hasArray()) {
        flush();
        mac.update(body.array(), body.arrayOffset() + body.position(), body.remaining());
      } else {
        for (int at = body.position(); at < body.limit(); ) {
          room(1);
          int part = Math.min(bytes.length - length, body.limit() - at);
          body.get(at, bytes, length, part);
          length += part;
          at += part;
        }
        flush();
      }
      if (bytes.length > USUAL_BYTES) {
        bytes = new byte[USUAL_BYTES];
      }
      return mac.doFinal();
    }
  }

  private static Mac newMac(byte[] key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + ALGORITHM, e);
    }
  }
}
