package olympics.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HtmlTest {
  @Test
  void textsAndAttributesAreEscapedAndEveryElementIsEnded() {
    String document =
        new Html()
            .open("p", "title", "\"<&>'")
            .text("</p><script>&")
            .open("br")
            .close("p")
            .element("script", "", "src", "/a.js")
            .document();
    assertThat(document)
        .isEqualTo(
            "<!DOCTYPE html>\n<p title=\"&quot;&lt;&amp;&gt;'\">&lt;/p&gt;&lt;script&gt;&amp;"
                + "<br/></p><script src=\"/a.js\"></script>");
  }

  @Test
  void anElementThatIsNotEndedIsNoticed() {
    Html html = new Html().open("p");
    assertThatThrownBy(html::document).hasMessage("<p> is not ended");
    assertThatThrownBy(() -> html.close("div")).hasMessage("</div> would end <p>");
  }
}
