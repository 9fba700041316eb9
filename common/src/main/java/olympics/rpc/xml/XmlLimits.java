package olympics.rpc.xml;

/**
 * How much of a document is read before it is refused.
 *
 * @param depth the deepest nesting of elements
 * @param elements the most elements
 */
public record XmlLimits(int depth, int elements) {
  /** The most attributes of one element; XML-RPC has none, declarations of namespaces count. */
  public static final int ATTRIBUTES = 8;

  /** For what anybody may send. */
  public static final XmlLimits REQUEST = new XmlLimits(32, 10_000);

  /** For answers: a table of 206 teams has thousands of elements. */
  public static final XmlLimits ANSWER = new XmlLimits(32, 200_000);
}
