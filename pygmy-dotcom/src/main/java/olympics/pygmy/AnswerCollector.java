package olympics.pygmy;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.net.ProtocolException;
import java.util.Optional;
import olympics.http.BodyParts;

/** Puts the answers on one connection together, one after the other. Confined to the loop. */
final class AnswerCollector {
  private final BodyParts body = new BodyParts();
  private final int maxBytes;
  private HttpResponse head;
  private boolean informational;

  AnswerCollector(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** A strict decoder of answers, to stand before whoever collects them. */
  static HttpResponseDecoder decoder(int maxHeaderBytes) {
    return new HttpResponseDecoder(
        new HttpDecoderConfig().setMaxHeaderSize(maxHeaderBytes).setStrictLineParsing(true));
  }

  /** Whether a part of an answer that is not complete yet has come. */
  boolean isStarted() {
    return head != null;
  }

  /**
   * Takes the next part, and ownership of it.
   *
   * @return the answer, if this part completes it
   * @throws ProtocolException if it is no answer that can be trusted to be whole
   */
  Optional<Answer> add(HttpObject part, ByteBufAllocator allocator) throws ProtocolException {
    if (part.decoderResult().isFailure()) {
      ReferenceCountUtil.release(part);
      throw new ProtocolException("not HTTP: " + part.decoderResult().cause().getMessage());
    }
    if (part instanceof HttpResponse response) {
      begin(response);
    }
    if (part instanceof HttpContent content) {
      return add(content, allocator);
    }
    return Optional.empty();
  }

  private void begin(HttpResponse response) throws ProtocolException {
    informational = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    if (informational) {
      return;
    }
    HttpHeaders headers = response.headers();
    if (!HttpUtil.isTransferEncodingChunked(response) && !HttpUtil.isContentLengthSet(response)) {
      throw new ProtocolException("an answer that does not say how long it is");
    }
    if (headers.contains(HttpHeaderNames.CONTENT_ENCODING)) {
      throw new ProtocolException("an answer with a Content-Encoding");
    }
    head = response;
  }

  private Optional<Answer> add(HttpContent content, ByteBufAllocator allocator)
      throws ProtocolException {
    if (informational) {
      content.release();
      return Optional.empty();
    }
    body.add(content.content(), allocator);
    if (body.size() > maxBytes) {
      throw new ProtocolException("an answer of more than " + maxBytes + " bytes");
    }
    if (!(content instanceof LastHttpContent)) {
      return Optional.empty();
    }
    HttpResponse complete = head;
    head = null;
    return Optional.of(new Answer(complete.status().code(), complete.headers(), body.take()));
  }

  /** Drops what has come of an answer. */
  void discard() {
    head = null;
    body.discard();
  }
}
