package olympics.rpc;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Signs answers as a server does whose vector clock is empty; for servers that tests fake. */
public final class AnswerSigner {
  private final MessageAuthenticator authenticator;

  public AnswerSigner(ClusterKey key) {
    authenticator = new MessageAuthenticator(key);
  }

  /**
   * All of our headers of an answer.
   *
   * @param requestSignature the signature of the request that is answered
   */
  public Map<String, String> sign(
      String requestSignature, int status, String incarnation, boolean ready, byte[] body) {
    String readiness = Boolean.toString(ready);
    String signature =
        authenticator.sign(
            new MessageAuthenticator.AnswerFields(
                status, incarnation, readiness, "", requestSignature),
            ByteBuffer.wrap(body));
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(GamesHeaders.INCARNATION, incarnation);
    headers.put(GamesHeaders.READY, readiness);
    headers.put(GamesHeaders.CLOCK, "");
    headers.put(GamesHeaders.SIGNATURE, signature);
    return headers;
  }
}
