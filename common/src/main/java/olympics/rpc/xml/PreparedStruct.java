package olympics.rpc.xml;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A struct whose first members were written as XML once, for many answers; for whoever reads it, a
 * map like any other. Immutable.
 */
public final class PreparedStruct extends AbstractMap<String, Object> {
  private final Beginning beginning;
  private final Map<String, Object> rest;

  /** First members that many structs share, and what they are as XML. Immutable. */
  public static final class Beginning {
    private final Map<String, Object> members;
    private final byte[] xml;

    /**
     * Writes the members.
     *
     * @param members strings, numbers and booleans; kept in their order
     * @throws IllegalArgumentException if one has no form in XML-RPC, or is an array or a struct
     */
    public Beginning(Map<String, Object> members) {
      this.members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
      this.xml = XmlRpcText.scalarMembers(this.members);
    }

    /** A struct of these members and others; the map is kept, and not to be changed. */
    public PreparedStruct with(Map<String, Object> others) {
      return new PreparedStruct(this, others);
    }
  }

  private PreparedStruct(Beginning beginning, Map<String, Object> rest) {
    this.beginning = beginning;
    this.rest = rest;
  }

  byte[] beginningXml() {
    return beginning.xml;
  }

  Map<String, Object> rest() {
    return rest;
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    Map<String, Object> all = new LinkedHashMap<>(beginning.members);
    all.putAll(rest);
    return Collections.unmodifiableMap(all).entrySet();
  }
}
