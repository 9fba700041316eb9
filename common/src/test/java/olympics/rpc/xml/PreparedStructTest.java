package olympics.rpc.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreparedStructTest {
  private static Map<String, Object> members(String prefix, Object... values) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (Object value : values) {
      members.put(prefix + members.size(), value);
    }
    return members;
  }

  @Test
  void itIsWrittenAndReadAsTheSameMembersTogether() {
    Map<String, Object> first =
        members("<a>", "Gaul & Söhne \uD83C\uDFC5\u007F\t\r", 3, 1.7e9, true, "\u20AC");
    Map<String, Object> rest = members("b", 0.25, "x".repeat(3000), List.of(1, members("c", 2)));
    Map<String, Object> together = new LinkedHashMap<>(first);
    together.putAll(rest);
    PreparedStruct prepared = new PreparedStruct.Beginning(first).with(rest);
    assertThat(XmlRpcText.answer(prepared)).isEqualTo(XmlRpcText.answer(together));
    assertThat(XmlRpcText.answer(List.of(prepared)))
        .isEqualTo(XmlRpcText.answer(List.of(together)));
    assertThat(prepared).isEqualTo(together).hasSize(8);
  }

  @Test
  void whatDependsOnItsDepthIsNotPrepared() {
    assertThatThrownBy(() -> new PreparedStruct.Beginning(Map.of("a", List.of(1))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PreparedStruct.Beginning(Map.of("a", Map.of())))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
