package olympics.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The bill of materials names what ships, and nothing else. */
class BillOfMaterialsIT {
  private static final Path TARGET = Games.projectRoot().resolve("target");
  private static final String OURS = "olympics";

  /** A part, as the bill describes it. */
  private record Component(String group, String jar, List<String> sha256) {}

  @Test
  void everyJarInTheLibraryFolderIsInItByItsDigestAndNothingElseIs() throws Exception {
    Map<String, String> named = new TreeMap<>();
    for (Component component : components()) {
      if (!component.group().equals(OURS)) {
        assertThat(component.sha256()).as(component.jar()).hasSize(1);
        named.put(component.jar(), component.sha256().get(0));
      }
    }
    assertThat(named)
        .as("a jar of an earlier build may lie in target/lib: ./mvnw clean removes it")
        .isEqualTo(shipped());
  }

  @Test
  void theProgramsAndWhatTheyShareAreInItAndNoTests() throws Exception {
    assertThat(components())
        .filteredOn(component -> component.group().equals(OURS))
        .extracting(Component::jar)
        .containsExactlyInAnyOrder(
            "common-0.1.0.jar",
            "database-server-0.1.0.jar",
            "obelix-server-0.1.0.jar",
            "pygmy-dotcom-0.1.0.jar",
            "cacofonix-0.1.0.jar",
            "stone-tablet-0.1.0.jar");
  }

  @Test
  void itIsTheSameForTheSameSources() throws IOException {
    assertThat(Files.readString(TARGET.resolve("bom.json")))
        .containsPattern("\"cdx:reproducible\",\\s*\"value\" : \"enabled\"")
        .doesNotContain("\"timestamp\"", System.getProperty("user.dir"));
  }

  private static Map<String, String> shipped() throws Exception {
    Map<String, String> shipped = new TreeMap<>();
    try (Stream<Path> jars = Files.list(TARGET.resolve("lib"))) {
      for (Path jar : jars.toList()) {
        String name = jar.getFileName().toString();
        if (!name.equals("common-0.1.0.jar")) {
          byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
          shipped.put(name, HexFormat.of().formatHex(digest));
        }
      }
    }
    return shipped;
  }

  private static List<Component> components() throws Exception {
    Element bom =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(TARGET.resolve("bom.xml").toFile())
            .getDocumentElement();
    List<Component> components = new ArrayList<>();
    for (Element list : children(bom, "components")) {
      for (Element component : children(list, "component")) {
        components.add(component(component));
      }
    }
    return components;
  }

  private static Component component(Element component) {
    List<String> sha256 = new ArrayList<>();
    for (Element hashes : children(component, "hashes")) {
      for (Element hash : children(hashes, "hash")) {
        if (hash.getAttribute("alg").equals("SHA-256")) {
          sha256.add(hash.getTextContent());
        }
      }
    }
    return new Component(
        text(component, "group"),
        text(component, "name") + "-" + text(component, "version") + ".jar",
        sha256);
  }

  private static String text(Element parent, String name) {
    return children(parent, name).get(0).getTextContent();
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    NodeList nodes = parent.getChildNodes();
    for (int i = 0; i < nodes.getLength(); i++) {
      Node node = nodes.item(i);
      if (node instanceof Element element && element.getTagName().equals(name)) {
        found.add(element);
      }
    }
    return found;
  }
}
