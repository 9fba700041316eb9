package olympics.rpc;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code POST /RPC2}: verifies signatures and has calls processed. Thread-safe. */
final class RpcEndpoint implements HttpEndpoint {
  private static final String PATH = "/RPC2";
  private static final String XML = "text/xml; charset=utf-8";

  private final RpcServer.Settings settings;
  private final XmlRpcCodec codec;
  private final CallProcessor processor;
  private final Optional<SignatureGate> gate;

  RpcEndpoint(RpcServer.Settings settings, XmlRpcCodec codec, MethodTable methods) {
    this.settings = settings;
    this.codec = codec;
    this.processor = new CallProcessor(codec, methods);
    this.gate = settings.identity().map(SignatureGate::new);
  }

  @Override
  public Optional<HttpAnswer> refuse(HttpRequest head) {
    if (!path(head.uri()).equals(PATH)) {
      return Optional.of(
          HttpAnswer.refusal(HttpResponseStatus.NOT_FOUND, "nothing here; calls go to " + PATH));
    }
    if (!head.method().equals(HttpMethod.POST)) {
      HttpAnswer answer =
          HttpAnswer.refusal(HttpResponseStatus.METHOD_NOT_ALLOWED, "XML-RPC calls use POST");
      Map<String, String> headers = new LinkedHashMap<>(answer.headers());
      headers.put("allow", "POST");
      return Optional.of(new HttpAnswer(answer.status(), headers, answer.body()));
    }
    if (isEncoded(head)) {
      return Optional.of(
          HttpAnswer.refusal(
              HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE, "the body must not be compressed"));
    }
    if (!HttpUtil.isContentLengthSet(head) && !HttpUtil.isTransferEncodingChunked(head)) {
      return Optional.of(
          HttpAnswer.refusal(
              HttpResponseStatus.LENGTH_REQUIRED, "expected a Content-Length, or a chunked body"));
    }
    return Optional.empty();
  }

  @Override
  public boolean mayOverlap(HttpRequest head) {
    // Only our own servers sign; they do not count on the order of what they pipeline.
    return head.headers().contains(GamesHeaders.SIGNATURE);
  }

  @Override
  public CompletionStage<HttpAnswer> answer(HttpRequest head, byte[] body, InetAddress source) {
    Optional<SignatureGate.Passage> passage = Optional.empty();
    if (gate.isPresent()) {
      try {
        passage = gate.get().check(head.headers(), body);
      } catch (RpcFault refused) {
        return CompletableFuture.completedFuture(
            ok(codec.encodeFault(refused.code(), refused.getMessage())));
      }
    }
    CallContext context = new CallContext(source, passage.map(SignatureGate.Passage::headers));
    Optional<SignatureGate.Passage> signed = passage;
    return processor
        .answer(context, body)
        .thenApply(xml -> signed.map(passed -> signed(passed, xml)).orElseGet(() -> ok(xml)));
  }

  @Override
  public Map<String, String> commonHeaders() {
    return settings
        .identity()
        .map(
            identity ->
                Map.of(
                    GamesHeaders.INCARNATION,
                    identity.id().incarnation(),
                    GamesHeaders.READY,
                    Boolean.toString(settings.ready().getAsBoolean())))
        .orElse(Map.of());
  }

  private HttpAnswer signed(SignatureGate.Passage passage, byte[] xml) {
    Map<String, String> headers = new LinkedHashMap<>(commonHeaders());
    headers.putAll(gate.orElseThrow().signAnswer(passage, headers, xml));
    headers.put("content-type", XML);
    return new HttpAnswer(HttpResponseStatus.OK, headers, xml);
  }

  private static HttpAnswer ok(byte[] xml) {
    return new HttpAnswer(HttpResponseStatus.OK, Map.of("content-type", XML), xml);
  }

  private static boolean isEncoded(HttpRequest head) {
    String encoding = head.headers().get(HttpHeaderNames.CONTENT_ENCODING);
    String transfer = head.headers().get(HttpHeaderNames.TRANSFER_ENCODING);
    return (encoding != null && !HttpHeaderValues.IDENTITY.contentEqualsIgnoreCase(encoding))
        || (transfer != null && !HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(transfer));
  }

  /** The path of a target in origin or absolute form. */
  private static String path(String target) {
    int begin = 0;
    if (target.regionMatches(true, 0, "http://", 0, 7)) {
      begin = target.indexOf('/', 7);
      if (begin < 0) {
        return "/";
      }
    }
    int query = target.indexOf('?', begin);
    return query < 0 ? target.substring(begin) : target.substring(begin, query);
  }
}
