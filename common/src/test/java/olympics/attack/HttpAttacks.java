package olympics.attack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import olympics.http.RawHttp;

/** What is bad before its body is looked at. */
final class HttpAttacks {
  private static final String CALL = RawHttp.call("get_score", "<string>x</string>");
  private static final String GOOD = RawHttp.post(RawHttp.call("system.listMethods"));
  private static final int BOMB_MIB = 32;

  private final List<Attack> attacks = new ArrayList<>();

  private HttpAttacks() {}

  static List<Attack> all() {
    HttpAttacks http = new HttpAttacks();
    http.compressed();
    http.lengths();
    http.chunks();
    http.heads();
    http.pipelined();
    return http.attacks;
  }

  private void add(String name, String bytes) {
    attacks.add(new Attack(name, Bytes.ascii(bytes), 0, false));
  }

  /** Whoever waits for the rest must see that none will come. */
  private void addCutOff(String name, String bytes) {
    attacks.add(new Attack(name, Bytes.ascii(bytes), 0, true));
  }

  private static String head(String header, String... more) {
    return RawHttp.request("POST", "/RPC2", header, more);
  }

  private static String chunked(String chunks) {
    return head("Transfer-Encoding: chunked") + chunks;
  }

  private void compressed() {
    byte[] bomb = gzip(BOMB_MIB);
    String length = "Content-Length: " + bomb.length;
    addBomb("gzip bomb", head(length, "Content-Encoding: gzip"), bomb, new byte[0]);
    addBomb("bomb in x-gzip", head(length, "Content-Encoding: x-gzip"), bomb, new byte[0]);
    addBomb("bomb that says nothing", head(length), bomb, new byte[0]);
    String size = Integer.toHexString(bomb.length) + "\r\n";
    addBomb(
        "gzip bomb as transfer coding",
        head("Transfer-Encoding: gzip, chunked") + size,
        bomb,
        Bytes.ascii("\r\n0\r\n\r\n"));
    add("deflate", head("Content-Length: 1", "Content-Encoding: deflate") + "x");
  }

  private void addBomb(String name, String head, byte[] bomb, byte[] end) {
    attacks.add(new Attack(name, Bytes.join(Bytes.ascii(head), bomb, end), 0, false));
  }

  /** Zeros, which shrink a thousandfold. */
  static byte[] gzip(int mebibytes) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < mebibytes; i++) {
        gzip.write(zeros);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void lengths() {
    int own = CALL.length();
    addCutOff("body cut off", head("Content-Length: " + own) + CALL.substring(0, own / 2));
    addCutOff("more announced than sent", head("Content-Length: " + (own + 100)) + CALL);
    add("less announced than sent", head("Content-Length: " + (own - 40)) + CALL);
    add("length 0", head("Content-Length: 0") + CALL);
    add("no length", head("A: b") + CALL);
    add("negative length", head("Content-Length: -1") + CALL);
    add("length in hex", head("Content-Length: 0x10") + CALL);
    add("length with a sign", head("Content-Length: +" + own) + CALL);
    add("length past 64 bits", head("Content-Length: 18446744073709551617") + CALL);
    add("length of 8 GiB", head("Content-Length: 8589934592") + CALL);
    add("two lengths", head("Content-Length: " + own, "Content-Length: 1") + CALL);
    add("two lengths in one", head("Content-Length: " + own + ", 1") + CALL);
    add("array of 10^6 elements", head("Content-Length: 8000000") + "<value/>".repeat(1_000_000));
    add("length that awaits 100", head("Content-Length: 9999999", "Expect: 100-continue"));
  }

  private void chunks() {
    add("length and chunks", head("Content-Length: 5", "Transfer-Encoding: chunked") + "0\r\n\r\n");
    add("chunks in HTTP/1.0", chunked("0\r\n\r\n").replace("HTTP/1.1", "HTTP/1.0"));
    addCutOff("chunk cut off", chunked("400\r\n<methodCall>"));
    addCutOff("no last chunk", chunked("1\r\nx\r\n"));
    add("chunk of no number", chunked("zz\r\nx\r\n0\r\n\r\n"));
    add("negative chunk", chunked("-1\r\nx\r\n0\r\n\r\n"));
    add("chunk past 64 bits", chunked("fffffffffffffffff\r\nx"));
    addCutOff("chunk of 2 GiB", chunked("7fffffff\r\nx"));
    add("chunk's extension of 1 MiB", chunked("1;" + "a".repeat(1 << 20) + "\r\nx\r\n0\r\n\r\n"));
    add("trailers of 1 MiB", chunked("0\r\n" + "A: b\r\n".repeat(170_000) + "\r\n"));
    add(
        "10^6 elements in chunks",
        chunked(("10000\r\n" + "<value/>".repeat(8192) + "\r\n").repeat(20)));
    add("20,000 chunks", chunked("1\r\nx\r\n".repeat(20_000) + "0\r\n\r\n"));
  }

  private void heads() {
    add("100,000 headers", head("A: b", "A: b\r\n".repeat(100_000).strip()));
    add("header of 1 MiB", head("A: " + "a".repeat(1 << 20)));
    add("target of 1 MiB", "POST /" + "a".repeat(1 << 20) + " HTTP/1.1\r\nHost: x\r\n\r\n");
    add("header without a colon", head("nonsense"));
    add("header that goes on", head("A: b", " Content-Length: 5"));
    add("NUL in a header", head("A: \u0000"));
    add("blank before the colon", head("Content-Length : 5") + "hello");
    add("no Host", "POST /RPC2 HTTP/1.1\r\nContent-Length: 0\r\n\r\n");
    add("line feeds alone", "POST /RPC2 HTTP/1.1\nHost: x\nContent-Length: 1\n\nx");
    addCutOff("HTTP/0.9", "GET /RPC2\r\n\r\n");
    addCutOff("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    add("CONNECT", "CONNECT 127.0.0.1:1 HTTP/1.1\r\nHost: x\r\n\r\n");
    add("TRACE", RawHttp.request("TRACE", "/RPC2", "Content-Length: 0"));
    add("another machine's URL", RawHttp.post(CALL).replace("/RPC2", "http://x.invalid/other"));
    add("path that climbs", RawHttp.post(CALL).replace("/RPC2", "/RPC2/../../etc/passwd"));
    addCutOff("empty lines", "\r\n".repeat(100_000));
    attacks.add(new Attack("TLS", Bytes.of(0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3, 0), 0, true));
    byte[] noise = new byte[100_000];
    new Random(7).nextBytes(noise);
    attacks.add(new Attack("noise", noise, 0, true));
  }

  private void pipelined() {
    attacks.add(
        new Attack("garbage after a call", Bytes.ascii(GOOD + "garbage\r\n\r\n"), 1, false));
    attacks.add(
        new Attack(
            "rubbish after 20 calls", Bytes.ascii(GOOD.repeat(20) + "\u0001\r\n\r\n"), 20, false));
    attacks.add(
        new Attack(
            "length that swallows the next call",
            Bytes.ascii(head("Content-Length: " + (CALL.length() + 10)) + CALL + GOOD),
            0,
            true));
    add("1,000 requests at once", RawHttp.request("GET", "/nothing", "A: b").repeat(1000));
  }
}
