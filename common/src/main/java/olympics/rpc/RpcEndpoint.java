package olympics.rpc;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import olympics.http.Answerer;
import olympics.http.HttpAnswer;
import olympics.http.HttpEndpoint;
import olympics.http.HttpTask;
import olympics.http.ReceivedRequest;
import olympics.process.core.PushKey;

/** {@code POST /RPC2}: verifies signatures and has calls processed. Thread-safe. */
@SuppressWarnings("FutureReturnValueIgnored") // the stage never fails
final class RpcEndpoint implements HttpEndpoint {
  private static final String XML = "text/xml; charset=utf-8";

  private final RpcServer.Settings settings;
  private final XmlRpcCodec codec;
  private final CallProcessor processor;
  private final Optional<SignatureGate> gate;
  private final Map<String, String> whenReady;
  private final Map<String, String> whenNotReady;

  RpcEndpoint(RpcServer.Settings settings, XmlRpcCodec codec, MethodTable methods) {
    this.settings = settings;
    this.codec = codec;
    this.processor = new CallProcessor(codec, methods);
    this.gate = settings.identity().map(SignatureGate::new);
    this.whenReady = common(settings.identity(), true);
    this.whenNotReady = common(settings.identity(), false);
  }

  @Override
  public Optional<HttpAnswer> refuse(HttpRequest head) {
    return CallHead.refuse(head);
  }

  @Override
  public HttpTask receive(ReceivedRequest request, Answerer answerer) {
    HttpHeaders headers = request.head().headers();
    Optional<CallMemo.Known> known = processor.known(request.body());
    byte[] body = known.isPresent() ? known.get().xml() : ByteBufUtil.getBytes(request.body());
    request.body().release();
    return new HttpTask() {
      @Override
      public boolean mayOverlap() {
        // Only our own servers sign; they do not count on the order of what they pipeline.
        return headers.contains(GamesHeaders.SIGNATURE);
      }

      @Override
      public void run() {
        answer(headers, body, known, request.source(), answerer);
      }

      @Override
      public void cancel() {
        // A call that began is carried out: nobody knows how far it came.
      }
    };
  }

  private void answer(
      HttpHeaders headers,
      byte[] body,
      Optional<CallMemo.Known> known,
      InetAddress source,
      Answerer answerer) {
    Optional<SignatureGate.Passage> passage = Optional.empty();
    if (gate.isPresent()) {
      try {
        passage = gate.get().check(headers, body);
      } catch (RpcFault refused) {
        answerer.answer(ok(Map.of(), codec.encodeFault(refused.code(), refused.getMessage())));
        return;
      }
    }
    CallContext context =
        new CallContext(source, passage.map(SignatureGate.Passage::headers), pushKey(headers));
    Optional<SignatureGate.Passage> signed = passage;
    CompletionStage<byte[]> xml = processor.answer(context, body, known);
    if (xml instanceof CompletableFuture<byte[]> done && done.isDone()) {
      answerer.answer(answer(signed, done.join()));
    } else {
      xml.thenAccept(bytes -> answerer.answer(answer(signed, bytes)));
    }
  }

  private HttpAnswer answer(Optional<SignatureGate.Passage> signed, byte[] xml) {
    return ok(signed.isPresent() ? signature(signed.get(), xml) : Map.of(), xml);
  }

  /** None, if there are two: who sends them does not know which is right. */
  private static Optional<PushKey> pushKey(HttpHeaders headers) {
    List<String> shown = headers.getAll(GamesHeaders.PUSH_KEY);
    return shown.size() == 1 ? PushKey.shown(shown.get(0)) : Optional.empty();
  }

  @Override
  public Map<String, String> commonHeaders() {
    return settings.ready().getAsBoolean() ? whenReady : whenNotReady;
  }

  private static Map<String, String> common(Optional<ServerIdentity> identity, boolean ready) {
    return identity
        .map(
            own ->
                Map.of(
                    GamesHeaders.INCARNATION,
                    own.id().incarnation(),
                    GamesHeaders.READY,
                    Boolean.toString(ready)))
        .orElse(Map.of());
  }

  /** The headers that are signed, and the signature. */
  private Map<String, String> signature(SignatureGate.Passage passage, byte[] xml) {
    Map<String, String> headers = new LinkedHashMap<>(commonHeaders());
    headers.putAll(gate.orElseThrow().signAnswer(passage, headers, xml));
    return headers;
  }

  private static HttpAnswer ok(Map<String, String> headers, byte[] xml) {
    return new HttpAnswer(HttpResponseStatus.OK, XML, headers, Unpooled.wrappedBuffer(xml));
  }
}
