package olympics.attack;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import olympics.rpc.XmlRpcCodec;

/** Every answer in ill will that we know of: what a client gets for a call of a good method. */
public final class HostileReplies {
  private static final XmlRpcCodec CODEC = new XmlRpcCodec();
  private static final String TRUE = text(CODEC.encodeAnswer(true));
  private static final String FAULT = text(CODEC.encodeFault(7, "seven"));
  private static final String VALUE = "<methodResponse><params><param><value>~</value>";
  private static final String END = "</param></params></methodResponse>";

  private final List<HostileReply> replies = new ArrayList<>();
  private final String canary;

  private HostileReplies(String canary) {
    this.canary = canary;
  }

  /**
   * All of them.
   *
   * @param canary the beginning of the URLs that they try to have read
   */
  public static List<HostileReply> all(String canary) {
    HostileReplies replies = new HostileReplies(canary);
    replies.statuses();
    replies.lengths();
    replies.heads();
    replies.documents();
    replies.values();
    replies.faults();
    return replies.replies;
  }

  /** An answer without a flaw, but from somebody who does not know the cluster key. */
  public static HostileReply unsigned() {
    return new HostileReply("good answer without a signature", ok(TRUE));
  }

  /** A well-formed answer of HTTP that holds a document. */
  static String ok(String xml, String... headers) {
    StringBuilder text = new StringBuilder("HTTP/1.1 200 OK\r\nContent-Length: ");
    text.append(xml.getBytes(StandardCharsets.ISO_8859_1).length).append("\r\n");
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    return text.append("\r\n").append(xml).toString();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private void add(String name, String bytes) {
    replies.add(new HostileReply(name, bytes));
  }

  private void statuses() {
    for (int status : new int[] {301, 302, 303, 307, 308}) {
      add(
          "redirect " + status,
          "HTTP/1.1 "
              + status
              + " Go\r\nLocation: "
              + canary
              + "/RPC2\r\nContent-Length: 0\r\n\r\n");
    }
    add("redirect with an answer", ok(TRUE, "Location: " + canary).replace("200 OK", "302 Found"));
    add("refresh", ok("", "Refresh: 0; url=" + canary));
    add("other protocol", "HTTP/1.1 101 Go\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n" + TRUE);
    add("nothing there", ok(TRUE).replace("200 OK", "204 No Content"));
    add("not changed", ok(TRUE).replace("200 OK", "304 Not Modified"));
    add("reset", ok(TRUE).replace("200 OK", "205 Reset Content"));
    add("ask for a password", ok(TRUE, "WWW-Authenticate: Basic").replace("200 OK", "401 No"));
    add("ask the proxy", ok("", "Proxy-Authenticate: Basic").replace("200 OK", "407 No"));
    add("status of no class", ok(TRUE).replace("200 OK", "999 What"));
    add("status 0", ok(TRUE).replace("200 OK", "000 What"));
    add("only to go on", "HTTP/1.1 100 Continue\r\n\r\n".repeat(1000));
  }

  private void lengths() {
    String head = "HTTP/1.1 200 OK\r\nContent-Length: ";
    add("nothing", "");
    add("head cut off", "HTTP/1.1 200 OK\r\nConte");
    add("body cut off", head + TRUE.length() + "\r\n\r\n" + TRUE.substring(0, 40));
    add("more announced than sent", head + (TRUE.length() + 9) + "\r\n\r\n" + TRUE);
    add("less announced than sent", head + (TRUE.length() - 9) + "\r\n\r\n" + TRUE);
    add("no length, cut off", "HTTP/1.1 200 OK\r\n\r\n" + TRUE.substring(0, 60));
    add("negative length", head + "-1\r\n\r\n" + TRUE);
    add("length past 64 bits", head + "18446744073709551617\r\n\r\n" + TRUE);
    add("length of 8 GiB", head + "8589934592\r\n\r\n" + TRUE);
    add("two lengths", head + TRUE.length() + "\r\nContent-Length: 1\r\n\r\n" + TRUE);
    String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    add("chunk of no number", chunked + "zz\r\nx\r\n0\r\n\r\n");
    add("chunk past 64 bits", chunked + "fffffffffffffffff\r\nx");
    add("chunk cut off", chunked + "400\r\n<methodResponse>");
    add("no last chunk", chunked + "1\r\nx\r\n");
    add("trailers of 1 MiB", chunked + "0\r\n" + "A: b\r\n".repeat(170_000) + "\r\n");
    add("20 MiB in chunks", chunked + ("100000\r\n" + "x".repeat(1 << 20) + "\r\n").repeat(20));
    add("20 MiB without length", "HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(20 << 20));
    String bomb = text(HttpAttacks.gzip(32));
    add("gzip bomb", ok(bomb, "Content-Encoding: gzip"));
    add("gzip bomb that says nothing", ok(bomb));
    add(
        "gzip bomb as transfer coding",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n"
            + Integer.toHexString(bomb.length())
            + "\r\n"
            + bomb
            + "\r\n0\r\n\r\n");
  }

  private void heads() {
    add("100,000 headers", ok(TRUE, "A: b\r\n".repeat(100_000).strip()));
    add("header of 1 MiB", ok(TRUE, "A: " + "a".repeat(1 << 20)));
    add("status line of 1 MiB", "HTTP/1.1 200 " + "a".repeat(1 << 20) + "\r\n\r\n" + TRUE);
    add("HTTP/0.9", TRUE);
    add("HTTP/2", "\u0000\u0000\u0012\u0004\u0000\u0000\u0000\u0000\u0000");
    add("TLS", "\u0015\u0003\u0003\u0000\u0002\u0002(");
    add("SMTP", "220 mail ESMTP\r\n");
    add("escape sequence as version", "\u001b[2JHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  }

  private void document(String name, String value) {
    add(name, ok(VALUE.replace("~", value) + END));
  }

  private void documents() {
    String entity = "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x ~>]>" + VALUE + END;
    add(
        "entity from a file",
        ok(entity.replaceFirst("~", "SYSTEM 'file:///etc/passwd'").replace("~", "&x;")));
    add(
        "entity from a URL",
        ok(entity.replaceFirst("~", "SYSTEM '" + canary + "/x'").replace("~", "&x;")));
    add(
        "external DTD",
        ok("<!DOCTYPE methodResponse SYSTEM '" + canary + "/dtd'>" + TRUE.substring(38)));
    add(
        "entity of 100 KiB 10^4 times",
        ok(
            entity
                .replaceFirst("~", "'" + "x".repeat(100_000) + "'")
                .replace("~", "&x;".repeat(10_000))));
    document("3,000 arrays in each other", "<array><data><value>".repeat(3000));
    document("10^6 elements", "<array><data>" + "<value/>".repeat(1_000_000) + "</data></array>");
    add("10^5 attributes", ok("<methodResponse" + attributes() + ">" + END));
    add("two answers", ok(TRUE.replace("</param>", "</param><param><value>x</value></param>")));
    add("no answer", ok("<methodResponse/>"));
    add("no parameter", ok("<methodResponse><params/></methodResponse>"));
    add("a call", ok("<methodCall><methodName>get_id</methodName></methodCall>"));
    add("a page", ok("<html><body>Welcome</body></html>"));
  }

  private static String attributes() {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < 100_000; i++) {
      all.append(" a").append(i).append("=''");
    }
    return all.toString();
  }

  private void values() {
    String extensions = " xmlns:ex='http://ws.apache.org/xmlrpc/namespaces/extensions'";
    document(
        "serialised object",
        "<ex:serializable" + extensions + ">" + Canary.serialised() + "</ex:serializable>");
    document("nil", "<ex:nil" + extensions + "/>");
    document("integer of 64 bits", "<i8>1</i8>");
    document("no number", "<double>NaN</double>");
    document("integer of 1 MiB", "<int>" + "9".repeat(1 << 20) + "</int>");
    document("reference to NUL", "<string>&#0;</string>");
  }

  private static String member(String name, String value) {
    return "<member><name>" + name + "</name><value>" + value + "</value></member>";
  }

  private void faults() {
    String extensions = " xmlns:ex='http://ws.apache.org/xmlrpc/namespaces/extensions'";
    String object = Canary.serialised();
    for (String cause :
        List.of(
            "<base64>" + object + "</base64>",
            "<ex:serializable" + extensions + ">" + object + "</ex:serializable>",
            "<string>" + object + "</string>")) {
      add(
          "serialised cause as " + cause.substring(1, cause.indexOf('>')).split(" ", 2)[0],
          ok(FAULT.replace("</struct>", member("faultCause", cause) + "</struct>")));
    }
    add("fault without a code", ok(FAULT.replace("faultCode", "faultNode")));
    add("fault with a word for a code", ok(FAULT.replace("<int>7</int>", "<string>7</string>")));
    add(
        "fault that is no struct",
        ok("<methodResponse><fault><value>7</value></fault></methodResponse>"));
    add("fault and answer", ok(FAULT.replace("</fault>", "</fault><params/>")));
    add(
        "answer and fault",
        ok(
            TRUE.replace(
                "</params>",
                "</params>"
                    + FAULT.substring(
                        FAULT.indexOf("<fault>"), FAULT.indexOf("</methodResponse>")))));
    add("two faults", ok(FAULT.replace("</fault>", "</fault><fault/>")));
  }
}
