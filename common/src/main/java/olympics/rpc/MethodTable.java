package olympics.rpc;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import olympics.games.core.Names;
import olympics.process.core.Role;
import olympics.rpc.RpcMethod.Access;
import org.apache.xmlrpc.XmlRpcException;
import org.apache.xmlrpc.XmlRpcHandler;
import org.apache.xmlrpc.XmlRpcRequest;
import org.apache.xmlrpc.server.XmlRpcHandlerMapping;

/**
 * A server's methods by bare name. A handler found here answers with a stage: it checks who calls
 * and with what, counts the receipt, then runs the method. Thread-safe.
 */
final class MethodTable implements XmlRpcHandlerMapping {
  private final Map<String, XmlRpcHandler> handlers = new HashMap<>();
  private final Set<String> oftenRepeated = new HashSet<>();
  private final Optional<CausalClock> clock;
  private final Executor workers;

  MethodTable(List<RpcMethod> methods, Optional<CausalClock> clock, Executor workers) {
    this.clock = clock;
    this.workers = workers;
    Map<String, RpcMethod> offered = new HashMap<>();
    methods.forEach(method -> add(offered, method));
    Introspection.of(offered).forEach(method -> add(offered, method));
  }

  private void add(Map<String, RpcMethod> offered, RpcMethod method) {
    if (offered.put(method.name(), method) != null) {
      throw new IllegalArgumentException("two methods are named " + method.name());
    }
    if (method.oftenRepeated()) {
      oftenRepeated.add(method.name());
    }
    MethodSignature signature = new MethodSignature(method);
    handlers.put(method.name(), request -> begin(signature, request));
  }

  /** Whether calls of a method may be remembered. */
  boolean isOftenRepeated(String name) {
    return oftenRepeated.contains(name);
  }

  @Override
  public XmlRpcHandler getHandler(String name) throws XmlRpcException {
    XmlRpcHandler handler = handlers.get(name);
    if (handler == null) {
      throw wrapped(
          new RpcFault(
              FaultCode.NO_SUCH_METHOD,
              "no such method: '" + Names.quotable(name) + "'; system.listMethods names them"));
    }
    return handler;
  }

  private CompletionStage<?> begin(MethodSignature signature, XmlRpcRequest request)
      throws XmlRpcException {
    RpcMethod method = signature.method();
    CallContext context = (CallContext) request.getConfig();
    try {
      admit(method, context);
      RpcCall call =
          new RpcCall(
              method.name(),
              signature.fit(((ReceivedCall) request).params()),
              context.signed(),
              context.source(),
              context.pushKey());
      if (!method.blocking()) {
        received(call);
        return method.handler().handle(call);
      }
      return onWorker(method, call);
    } catch (RpcFault fault) {
      throw wrapped(fault);
    }
  }

  private CompletionStage<?> onWorker(RpcMethod method, RpcCall call) throws RpcFault {
    CompletableFuture<CompletionStage<?>> begun = new CompletableFuture<>();
    try {
      workers.execute(
          () -> {
            try {
              received(call);
              begun.complete(method.handler().handle(call));
            } catch (Throwable t) {
              begun.completeExceptionally(t);
            }
          });
    } catch (RejectedExecutionException e) {
      throw new RpcFault(
          FaultCode.UNAVAILABLE,
          "too many calls are waiting here; this one was not executed, try again later");
    }
    return begun.thenCompose(stage -> stage.thenApply(value -> (Object) value));
  }

  private void received(RpcCall call) {
    clock.ifPresent(own -> own.received(call));
  }

  private void admit(RpcMethod method, CallContext context) throws RpcFault {
    if (method.access() == Access.PUBLIC) {
      return;
    }
    if (context.signed().isEmpty()) {
      throw new RpcFault(
          FaultCode.NOT_AUTHORISED,
          method.name() + " is for the system's own servers, by signature");
    }
    if (context.signed().get().role() == Role.BALANCER) {
      throw new RpcFault(FaultCode.NOT_AUTHORISED, method.name() + " is not for the balancer");
    }
  }

  static XmlRpcException wrapped(RpcFault fault) {
    return new XmlRpcException(fault.code(), fault.getMessage(), fault);
  }
}
