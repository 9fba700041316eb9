package olympics.system.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import olympics.attack.Leaks;
import olympics.http.RawHttp;
import olympics.rpc.FaultCode;
import olympics.system.Games;
import olympics.wire.Methods;
import olympics.wire.Struct;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;

/**
 * Names and scores that are hard to keep, through the whole system: they come back exactly as they
 * were sent, or are refused, and whatever is answered is well-formed.
 */
class NamesIT {
  private static Games games;

  @BeforeAll
  static void start() {
    games = Games.start();
  }

  @AfterAll
  static void stop() {
    games.close();
  }

  /** What is kept exactly. */
  static List<String> kept() {
    return List.of(
        "Robert'); DROP TABLE team;--",
        "' OR '1'='1",
        "\" OR 1=1 --",
        "100%_\\",
        "=HYPERLINK(\"http://127.0.0.1/\",\"win\")",
        "a,b;\"c\"|d",
        "@SUM(1+1)*cmd|' /C calc'!A0",
        "<b>bold</b> & <![CDATA[x]]>",
        "&lt;&#65;&amp;amp;",
        "]]>",
        "<!DOCTYPE a>",
        "${jndi:ldap://127.0.0.1/a}",
        "{} %s %n",
        "../../etc/passwd",
        "\u202eluaG",
        "\u200fGaul\u200e",
        "Ga\u200bul",
        "e\u0301 is not \u00e9",
        "\u00c5ngstr\u00f6m \u212bngstr\u00f6m",
        "\u0130stanbul \u0131",
        "\ud835\udd3e\ud835\udd52\ud835\udd66\ud835\udd5d",
        "\ud83c\uddeb\ud83c\uddf7",
        "a\u2028b\u2029c",
        "\ufeffGaul",
        "\ue000private",
        "\ud83d\udc68\u200d\ud83d\udc69",
        "\u039f\u03b4\u03cc\u03c2 \u03a3",
        "\ufb03".repeat(200),
        "x".repeat(200));
  }

  /** What XML can carry and we do not keep. */
  static List<String> refused() {
    return List.of(
        "a\tb",
        "a\nb",
        "a&#13;b",
        "a\u007fb",
        "a\u0085b",
        "a\u009b2Jb",
        "x".repeat(201),
        "x".repeat(64 << 10),
        "\ud83d\udc68".repeat(101));
  }

  /** What XML cannot carry, in the forms in which somebody may try. */
  static Stream<String> noXml() {
    return Stream.of(
            "\u0000",
            "&#0;",
            "\u0001",
            "&#x1b;",
            "\u001b[2J",
            "\u000b",
            "&#xD800;",
            "&#xDC00;&#xD800;",
            "&#xFFFE;",
            "\uffff",
            "&#x110000;")
        .map(text -> "a" + text + "b");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("]]>", "]]&gt;");
  }

  private static RawHttp.Answer ask(String server, String method, String... values)
      throws Exception {
    String[] strings =
        Stream.of(values).map(value -> "<string>" + value + "</string>").toArray(String[]::new);
    RawHttp.Answer answer =
        RawHttp.exchange(games.address(server), RawHttp.post(RawHttp.call(method, strings)));
    assertThat(answer.status()).isEqualTo(200);
    requireWellFormed(answer.body());
    return answer;
  }

  /** By a parser that is not ours, and strict. */
  private static void requireWellFormed(String xml) throws Exception {
    var unused =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(xml)));
  }

  private static Struct struct(RawHttp.Answer answer) throws Exception {
    return Struct.of(Sender.valueOf(answer));
  }

  @ParameterizedTest
  @MethodSource("kept")
  void aNameIsKeptExactly(String name) throws Exception {
    String sent = escaped(name);
    Struct added = struct(ask(Games.BALANCER, Methods.ADD_TEAM, sent, games.password()));
    assertThat(added.string("team")).isEqualTo(name);
    Struct won =
        struct(ask(Games.ONE, Methods.INCREMENT_MEDAL_TALLY, sent, "gold", games.password()));
    assertThat(won.string("team")).isEqualTo(name);
    for (String server : List.of(Games.DATABASE, Games.ONE, Games.TWO, Games.BALANCER)) {
      RawHttp.Answer read = ask(server, Methods.GET_MEDAL_TALLY, sent, sent, won.string("version"));
      assertThat(struct(read).string("team")).as(server).isEqualTo(name);
    }
    assertThat(Struct.strings(Sender.valueOf(ask(Games.TWO, Methods.LIST_TEAMS)))).contains(name);
    requireWellFormed(ask(Games.BALANCER, Methods.GET_MEDAL_TABLE).body());
  }

  @ParameterizedTest
  @MethodSource("kept")
  void aScoreIsKeptExactly(String score) throws Exception {
    Struct set =
        struct(
            ask(
                Games.BALANCER,
                Methods.SET_SCORE,
                "Stone Curling",
                escaped(score),
                games.password()));
    assertThat(set.string("score")).isEqualTo(score);
    for (String server : List.of(Games.DATABASE, Games.ONE, Games.TWO)) {
      Struct read =
          struct(ask(server, Methods.GET_SCORE, "Stone Curling", "", set.string("version")));
      assertThat(read.string("score")).as(server).isEqualTo(score);
    }
  }

  /** Nor does white space around a name make it another name. */
  @Test
  void whiteSpaceAroundANameIsNoPartOfIt() throws Exception {
    Struct added = struct(ask(Games.BALANCER, Methods.ADD_TEAM, "  Gaul\u3000", games.password()));
    assertThat(added.bool("added")).isFalse();
    assertThat(added.string("team")).isEqualTo("Gaul");
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatIsNotKeptIsABadArgument(String text) throws Exception {
    assertRefused(FaultCode.BAD_ARGUMENT, text);
  }

  @ParameterizedTest
  @MethodSource("noXml")
  void whatXmlCannotCarryIsNoCall(String text) throws Exception {
    assertRefused(FaultCode.PARSE_ERROR, text);
  }

  private static void assertRefused(FaultCode code, String text) throws Exception {
    Object before = Sender.valueOf(ask(Games.DATABASE, Methods.LIST_TEAMS));
    for (String server : List.of(Games.ONE, Games.BALANCER)) {
      for (RawHttp.Answer answer :
          List.of(
              ask(server, Methods.ADD_TEAM, text, games.password()),
              ask(server, Methods.ADD_EVENT, text, games.password()),
              ask(server, Methods.SET_SCORE, "Stone Curling", text, games.password()),
              ask(server, Methods.GET_SCORE, "Stone Curling", text))) {
        assertThat(Sender.faultOf(answer)).as("%s", answer).isEqualTo(code.code());
        Leaks.requireNone("the refusal", answer.body());
      }
    }
    assertThat(Sender.valueOf(ask(Games.DATABASE, Methods.LIST_TEAMS))).isEqualTo(before);
  }
}
