package olympics.rpc;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.xmlrpc.XmlRpcException;
import org.apache.xmlrpc.XmlRpcRequest;
import org.apache.xmlrpc.common.XmlRpcStreamRequestConfig;
import org.apache.xmlrpc.server.XmlRpcStreamServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Apache's XML-RPC server with our reader, our writer and handlers that may answer later: bytes in,
 * a stage of bytes out. Whatever happens, the bytes are an answer or a fault. What small calls of
 * reads mean is remembered. Thread-safe.
 */
final class CallProcessor extends XmlRpcStreamServer {
  private static final Logger LOG = LoggerFactory.getLogger(CallProcessor.class);

  private final XmlRpcCodec codec;
  private final MethodTable methods;
  private final CallMemo memo = new CallMemo();

  CallProcessor(XmlRpcCodec codec, MethodTable methods) {
    this.codec = codec;
    this.methods = methods;
    setHandlerMapping(methods);
  }

  /** What is known of a call with exactly these bytes. */
  Optional<CallMemo.Known> known(ByteBuf body) {
    return memo.find(body);
  }

  /**
   * Answers one call; the stage never fails.
   *
   * @param known what {@link #known} said of the bytes
   */
  CompletionStage<byte[]> answer(CallContext context, byte[] xml, Optional<CallMemo.Known> known) {
    CompletionStage<?> stage;
    ReceivedCall request = null;
    try {
      request =
          known.isPresent()
              ? received(context, known.get().call())
              : (ReceivedCall) getRequest(context, new ByteArrayInputStream(xml));
      stage = (CompletionStage<?>) execute(request);
      if (stage == null) {
        throw new IllegalStateException(
            "the handler of " + request.method() + " answered no stage");
      }
    } catch (Throwable t) {
      return CompletableFuture.completedFuture(fault(request, t));
    }
    ReceivedCall called = request;
    Optional<byte[]> unknown = known.isPresent() ? Optional.empty() : Optional.of(xml);
    if (stage instanceof CompletableFuture<?> done
        && done.isDone()
        && !done.isCompletedExceptionally()) {
      return CompletableFuture.completedFuture(success(called, unknown, done.join()));
    }
    return stage.handle(
        (value, error) -> error == null ? success(called, unknown, value) : fault(called, error));
  }

  private static ReceivedCall received(CallContext context, XmlRpcCodec.DecodedCall call) {
    return new ReceivedCall(context, call.method(), call.params());
  }

  @Override
  protected XmlRpcRequest getRequest(XmlRpcStreamRequestConfig config, InputStream xml)
      throws XmlRpcException {
    try {
      XmlRpcCodec.DecodedCall call = codec.decodeCall(xml);
      return received((CallContext) config, call);
    } catch (RpcFault fault) {
      throw MethodTable.wrapped(fault);
    }
  }

  /** The answer; a call that has one is remembered, if its bytes were not known. */
  private byte[] success(ReceivedCall call, Optional<byte[]> unknown, Object value) {
    byte[] answer;
    try {
      answer = codec.encodeAnswer(value);
    } catch (RuntimeException e) {
      LOG.error("answer has no form on the wire method={}", call.method(), e);
      return encoded(internal());
    }
    if (unknown.isPresent() && methods.isOftenRepeated(call.method())) {
      memo.remember(unknown.get(), new XmlRpcCodec.DecodedCall(call.method(), call.params()));
    }
    return answer;
  }

  private byte[] fault(ReceivedCall call, Throwable error) {
    return encoded(toFault(call == null ? "?" : call.method(), error));
  }

  private byte[] encoded(RpcFault fault) {
    return codec.encodeFault(fault.code(), fault.getMessage());
  }

  private static RpcFault toFault(String method, Throwable error) {
    Throwable cause = error;
    while ((cause instanceof CompletionException || cause instanceof XmlRpcException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof RpcFault fault) {
      return fault;
    }
    if (cause instanceof IllegalArgumentException && cause.getMessage() != null) {
      return new RpcFault(FaultCode.BAD_ARGUMENT, cause.getMessage());
    }
    LOG.error("call failed unexpectedly method={}", method, cause);
    return internal();
  }

  private static RpcFault internal() {
    return new RpcFault(
        FaultCode.INTERNAL, "internal error; the server's log has the details of what went wrong");
  }
}
