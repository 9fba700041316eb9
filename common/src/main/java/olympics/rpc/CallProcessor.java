package olympics.rpc;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
 * a stage of bytes out. Whatever happens, the bytes are an answer or a fault. Thread-safe.
 */
final class CallProcessor extends XmlRpcStreamServer {
  private static final Logger LOG = LoggerFactory.getLogger(CallProcessor.class);

  private final XmlRpcCodec codec;

  CallProcessor(XmlRpcCodec codec, MethodTable methods) {
    this.codec = codec;
    setHandlerMapping(methods);
  }

  /** Answers one call; the stage never fails. */
  CompletionStage<byte[]> answer(CallContext context, byte[] xml) {
    CompletionStage<?> stage;
    String method = "?";
    try {
      XmlRpcRequest request = getRequest(context, new ByteArrayInputStream(xml));
      method = request.getMethodName();
      stage = (CompletionStage<?>) execute(request);
      if (stage == null) {
        throw new IllegalStateException("the handler of " + method + " answered no stage");
      }
    } catch (Throwable t) {
      return CompletableFuture.completedFuture(fault(context, method, t));
    }
    String called = method;
    return stage.handle(
        (value, error) ->
            error == null ? success(context, called, value) : fault(context, called, error));
  }

  @Override
  protected XmlRpcRequest getRequest(XmlRpcStreamRequestConfig config, InputStream xml)
      throws XmlRpcException {
    try {
      XmlRpcCodec.DecodedCall call = codec.decodeCall(xml);
      return new ReceivedCall((CallContext) config, call.method(), call.params());
    } catch (RpcFault fault) {
      throw MethodTable.wrapped(fault);
    }
  }

  @Override
  protected void writeResponse(XmlRpcStreamRequestConfig config, OutputStream to, Object value)
      throws XmlRpcException {
    write(to, codec.encodeAnswer(value));
  }

  @Override
  protected void writeError(XmlRpcStreamRequestConfig config, OutputStream to, Throwable error)
      throws XmlRpcException {
    RpcFault fault = (RpcFault) error;
    write(to, codec.encodeFault(fault.code(), fault.getMessage()));
  }

  private static void write(OutputStream to, byte[] bytes) throws XmlRpcException {
    try {
      to.write(bytes);
    } catch (IOException e) {
      throw new XmlRpcException(e.getMessage(), e);
    }
  }

  private byte[] success(CallContext context, String method, Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try {
      writeResponse(context, bytes, value);
      return bytes.toByteArray();
    } catch (XmlRpcException | RuntimeException e) {
      LOG.error("answer has no form on the wire method={}", method, e);
      return fault(context, internal());
    }
  }

  private byte[] fault(CallContext context, String method, Throwable error) {
    return fault(context, toFault(method, error));
  }

  private byte[] fault(CallContext context, RpcFault fault) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try {
      writeError(context, bytes, fault);
    } catch (XmlRpcException e) {
      throw new IllegalStateException("writing to memory failed", e);
    }
    return bytes.toByteArray();
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
