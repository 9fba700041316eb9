package olympics.rpc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 (RFC 2104) with the cluster key. Every field is preceded by its length, so that no
 * two different messages have the same bytes. Thread-safe: each thread has its own {@link Mac}.
 */
final class MessageAuthenticator {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String REQUEST = "games request 1";
  private static final String ANSWER = "games answer 1";
  private static final String METHOD_LINE = "POST /RPC2";
  private static final int ABSENT = -1;

  private final ThreadLocal<Mac> macs;

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
    macs = ThreadLocal.withInitial(() -> newMac(bytes));
  }

  String sign(RequestFields fields, ByteBuffer body) {
    return sign(
        List.of(
            Optional.of(REQUEST),
            Optional.of(METHOD_LINE),
            Optional.of(fields.sender()),
            Optional.of(fields.receiver()),
            Optional.of(fields.counter()),
            Optional.of(fields.clock()),
            fields.requestId(),
            fields.client()),
        body);
  }

  String sign(AnswerFields fields, ByteBuffer body) {
    return sign(
        List.of(
            Optional.of(ANSWER),
            Optional.of(Integer.toString(fields.status())),
            Optional.of(fields.incarnation()),
            Optional.of(fields.ready()),
            Optional.of(fields.clock()),
            Optional.of(fields.requestSignature())),
        body);
  }

  /** Whether two signatures are equal; takes as long wherever they differ. */
  static boolean same(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  private String sign(List<Optional<String>> fields, ByteBuffer body) {
    Mac mac = macs.get();
    for (Optional<String> field : fields) {
      if (field.isEmpty()) {
        mac.update(length(ABSENT));
      } else {
        byte[] bytes = field.get().getBytes(StandardCharsets.UTF_8);
        mac.update(length(bytes.length));
        mac.update(bytes);
      }
    }
    mac.update(length(body.remaining()));
    mac.update(body.duplicate());
    return HexFormat.of().formatHex(mac.doFinal());
  }

  private static byte[] length(int length) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(length).array();
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
