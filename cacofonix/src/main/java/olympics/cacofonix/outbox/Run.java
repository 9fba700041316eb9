package olympics.cacofonix.outbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import olympics.games.core.Names;
import olympics.games.core.RequestId;

/**
 * One publishing of something: who starts it again with the same three goes on with it.
 *
 * @param writer names it in request ids
 * @param name as {@code --run} gave it
 * @param of what is published, for people to read
 */
public record Run(String writer, String name, String of) {
  /** The name of a replay's run when none is given. */
  public static final String DEFAULT_NAME = "default";

  private static final int WRITER_DIGITS = 20;

  public Run {
    name = Names.requireName("the name of a run", name);
    of = Names.requireText("what a run publishes", of);
  }

  /**
   * The run of that name of some content.
   *
   * @param content tells this content from all others, as a digest of it does
   */
  public static Run named(String name, String content, String of) {
    byte[] digest =
        sha256().digest((content + "\n" + name.strip()).getBytes(StandardCharsets.UTF_8));
    String hex = HexFormat.of().formatHex(digest).substring(0, WRITER_DIGITS);
    return new Run("cacofonix-" + hex, name, of);
  }

  /** The id of update number {@code sequence}. */
  public RequestId requestId(long sequence) {
    return RequestId.of(writer, sequence);
  }

  /** SHA-256, which every Java has. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
