package olympics.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import io.netty.util.ByteProcessor;
import java.util.List;

/** Reads requests; what two readers could frame differently is an error, never a guess. */
final class StrictRequestDecoder extends HttpRequestDecoder {
  /** What a method's name may hold beside letters and digits (RFC 9110, 5.6.2). */
  private static final String TOKEN_SIGNS = "!#$%&'*+.^_`|~-";

  private static final int VERSION_LENGTH = "HTTP/1.1\r\n".length();
  private static final int MAX_LINE = 4096;
  private static final byte DELETE = 0x7F;

  private boolean betweenRequests = true;
  private boolean inBody;
  private boolean broken;

  StrictRequestDecoder(int maxHeaderBytes) {
    super(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(MAX_LINE)
            .setMaxHeaderSize(maxHeaderBytes)
            .setValidateHeaders(true)
            .setAllowDuplicateContentLengths(false)
            .setStrictLineParsing(true)
            .setUseRfc9112TransferEncoding(true));
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> out)
      throws Exception {
    if (broken) {
      bytes.skipBytes(bytes.readableBytes());
      return;
    }
    int fields = bytes.readerIndex();
    if (betweenRequests) {
      skipEmptyLines(bytes);
      int lineFeed = bytes.forEachByte(ByteProcessor.FIND_LF);
      if (lineFeed < 0 && bytes.readableBytes() <= MAX_LINE) {
        return;
      }
      betweenRequests = false;
      fields = lineFeed < 0 ? bytes.writerIndex() : lineFeed + 1;
      if (lineFeed >= 0 && !isRequestLine(bytes, fields - bytes.readerIndex())) {
        refuse(bytes, out);
        return;
      }
    }
    if (!inBody && beginsALineWithSpace(bytes, fields)) {
      refuse(bytes, out);
      return;
    }
    super.decode(context, bytes, out);
    // One call reads one message at most.
    if (!out.isEmpty()) {
      betweenRequests = out.get(out.size() - 1) instanceof LastHttpContent;
      inBody = !betweenRequests;
    }
  }

  /** RFC 9112, 2.2: empty lines before a request are ignored. */
  private static void skipEmptyLines(ByteBuf bytes) {
    while (bytes.readableBytes() >= 2
        && bytes.getByte(bytes.readerIndex()) == '\r'
        && bytes.getByte(bytes.readerIndex() + 1) == '\n') {
      bytes.skipBytes(2);
    }
  }

  /**
   * RFC 9112, 3: what Netty takes beside it (tabs, more spaces, other protocols) is refused. A
   * longer one is left to the decoder, which refuses it.
   */
  private static boolean isRequestLine(ByteBuf bytes, int length) {
    if (length > MAX_LINE) {
      return true;
    }
    int end = bytes.readerIndex() + length;
    int method = bytes.readerIndex();
    // Nothing runs past the end: the line feed there is neither of a token nor visible.
    int at = method;
    while (isTokenByte(bytes.getByte(at))) {
      at++;
    }
    if (at == method || bytes.getByte(at++) != ' ') {
      return false;
    }
    int target = at;
    while (bytes.getByte(at) > ' ' && bytes.getByte(at) < DELETE) {
      at++;
    }
    return at > target
        && bytes.getByte(at++) == ' '
        && end - at == VERSION_LENGTH
        && isVersion(bytes, at);
  }

  private static boolean isTokenByte(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || isDigit(b)
        || TOKEN_SIGNS.indexOf(b) >= 0;
  }

  private static boolean isVersion(ByteBuf bytes, int at) {
    return bytes.getByte(at) == 'H'
        && bytes.getByte(at + 1) == 'T'
        && bytes.getByte(at + 2) == 'T'
        && bytes.getByte(at + 3) == 'P'
        && bytes.getByte(at + 4) == '/'
        && isDigit(bytes.getByte(at + 5))
        && bytes.getByte(at + 6) == '.'
        && isDigit(bytes.getByte(at + 7))
        && bytes.getByte(at + 8) == '\r';
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /**
   * RFC 9112, 2.2 and 5.2: whether a header line begins with white space, a lone carriage return
   * among it. Another reader could take it for a header of its own, or for the end of the headers.
   *
   * @param from where a line begins; those before were read
   */
  private static boolean beginsALineWithSpace(ByteBuf bytes, int from) {
    int line = from;
    while (line < bytes.writerIndex()) {
      byte first = bytes.getByte(line);
      if (first == ' ' || first == '\t') {
        return true;
      }
      if (first == '\r') {
        return line + 1 < bytes.writerIndex() && bytes.getByte(line + 1) != '\n';
      }
      int lineFeed = bytes.indexOf(line, bytes.writerIndex(), (byte) '\n');
      if (lineFeed < 0) {
        return false;
      }
      line = lineFeed + 1;
    }
    return false;
  }

  private void refuse(ByteBuf bytes, List<Object> out) {
    broken = true;
    bytes.skipBytes(bytes.readableBytes());
    HttpMessage message = createInvalidMessage();
    message.setDecoderResult(
        DecoderResult.failure(new IllegalArgumentException("not by RFC 9112")));
    out.add(message);
  }

  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    throw new IllegalArgumentException("both Content-Length and Transfer-Encoding");
  }

  /**
   * Nobody here reads trailers, and Netty does not look into all of them: a lone carriage return
   * would pass, after which another reader could see the end of the request.
   */
  @Override
  protected AsciiString splitHeaderName(byte[] line, int start, int length) {
    if (inBody) {
      throw new IllegalArgumentException("trailers are not taken");
    }
    return super.splitHeaderName(line, start, length);
  }

  /**
   * RFC 9112, 6.3: a request that announces no body has none. Netty would take the next eight bytes
   * for the body of a handshake of a forgotten draft of WebSocket.
   */
  @Override
  protected boolean isContentAlwaysEmpty(HttpMessage message) {
    return !message.headers().contains(HttpHeaderNames.CONTENT_LENGTH)
        && !message.headers().contains(HttpHeaderNames.TRANSFER_ENCODING);
  }
}
