package olympics.rpc;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signatures as {@code docs/protocol.md} describes them, written without a look at our own. */
final class SignatureOracle {
  private static final byte[] KEY = new byte[32];
  private static final String PROCESS = "(0|-?[1-9][0-9]{0,9})-[0-9a-f]{32}";
  private static final String NUMBER = "[1-9][0-9]{0,17}";
  private static final Pattern SENDER = Pattern.compile("(database|front-end|balancer) " + PROCESS);
  private static final Pattern COUNTER = Pattern.compile(NUMBER);
  private static final Pattern ENTRY = Pattern.compile(PROCESS + "=" + NUMBER);
  private static final Pattern REQUEST_ID = Pattern.compile("[!-~]{1,64}");

  private SignatureOracle() {}

  /** The key of both sides. */
  static ClusterKey key() {
    return new ClusterKey(KEY);
  }

  /** Of a request; empty if it lacks a header that it must have. */
  static Optional<String> ofRequest(SignedMessage message) {
    List<Optional<String>> fields =
        List.of(
            Optional.of("games request 1"),
            Optional.of("POST /RPC2"),
            message.first(GamesHeaders.SENDER),
            message.first(GamesHeaders.RECEIVER),
            message.first(GamesHeaders.COUNTER),
            message.first(GamesHeaders.CLOCK));
    if (fields.stream().anyMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    return Optional.of(
        sign(
            fields,
            List.of(message.first(GamesHeaders.REQUEST_ID), message.first(GamesHeaders.CLIENT)),
            message.body()));
  }

  /** Of an answer; empty if it lacks a header that it must have. */
  static Optional<String> ofAnswer(SignedMessage message, int status, String requestSignature) {
    List<Optional<String>> fields =
        List.of(
            Optional.of("games answer 1"),
            Optional.of(Integer.toString(status)),
            message.first(GamesHeaders.INCARNATION),
            message.first(GamesHeaders.READY),
            message.first(GamesHeaders.CLOCK),
            Optional.of(requestSignature));
    return fields.stream().anyMatch(Optional::isEmpty)
        ? Optional.empty()
        : Optional.of(sign(fields, List.of(), message.body()));
  }

  /** Whether the headers of a request say what they may say. */
  static boolean isWellFormed(SignedMessage request, String incarnation) {
    return SENDER.matcher(request.first(GamesHeaders.SENDER).orElse("")).matches()
        && uidFits(request.first(GamesHeaders.SENDER).orElse(""))
        && request.first(GamesHeaders.RECEIVER).equals(Optional.of(incarnation))
        && COUNTER.matcher(request.first(GamesHeaders.COUNTER).orElse("")).matches()
        && isClock(request.first(GamesHeaders.CLOCK).orElse("?"))
        && REQUEST_ID.matcher(request.first(GamesHeaders.REQUEST_ID).orElse("w/1")).matches();
  }

  /** Whether a text is a vector clock. */
  static boolean isClock(String text) {
    if (text.isEmpty()) {
      return true;
    }
    List<String> entries = Arrays.asList(text.split(",", -1));
    long processes = entries.stream().map(entry -> entry.split("=", -1)[0]).distinct().count();
    return entries.size() <= 128
        && processes == entries.size()
        && entries.stream().allMatch(entry -> ENTRY.matcher(entry).matches() && uidFits(entry));
  }

  private static boolean uidFits(String process) {
    String uid = process.replaceFirst("^[a-z-]+ ", "").replaceFirst("-[0-9a-f]{32}.*$", "");
    long number = Long.parseLong(uid);
    return number == (int) number;
  }

  private static String sign(
      List<Optional<String>> fields, List<Optional<String>> more, byte[] body) {
    try {
      ByteArrayOutputStream signed = new ByteArrayOutputStream();
      fields.forEach(field -> write(signed, field.map(SignatureOracle::utf8)));
      more.forEach(field -> write(signed, field.map(SignatureOracle::utf8)));
      write(signed, Optional.of(body));
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(signed.toByteArray()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void write(ByteArrayOutputStream to, Optional<byte[]> field) {
    int length = field.map(bytes -> bytes.length).orElse(-1);
    to.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
    field.ifPresent(to::writeBytes);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
