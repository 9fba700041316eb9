package olympics.rpc;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import olympics.causality.core.VectorClock;
import olympics.games.core.Names;
import olympics.process.core.ProcessId;
import olympics.rpc.RequestSigner.SignedRequest;
import org.apache.xmlrpc.XmlRpcRequest;
import org.apache.xmlrpc.client.XmlRpcTransport;

/** Sends the library's calls over our connections; signs them if it can. Thread-safe. */
final class CallTransport implements XmlRpcTransport {
  private static final String GET_ID = "get_id";

  private final ConnectionPool pool;
  private final XmlRpcCodec codec;
  private final Incarnations incarnations;
  private final Optional<Signing> signing;

  /** What a server signs with, and the clock that learns from the answers. */
  private record Signing(RequestSigner signer, CausalClock clock) {}

  CallTransport(
      ConnectionPool pool,
      XmlRpcCodec codec,
      Incarnations incarnations,
      Optional<ServerIdentity> identity) {
    this.pool = pool;
    this.codec = codec;
    this.incarnations = incarnations;
    signing = identity.map(own -> new Signing(new RequestSigner(own), own.clock()));
  }

  /** Returns a {@code CompletableFuture<Object>}, see {@link RpcClient#call}. */
  @SuppressWarnings("FutureReturnValueIgnored") // the library passes any object on
  @Override
  public Object sendRequest(XmlRpcRequest request) {
    OutgoingCall call = (OutgoingCall) request;
    byte[] body = codec.encodeCall(call.method(), call.params());
    CompletableFuture<Object> result = new CompletableFuture<>();
    begin(call, body)
        .whenComplete(
            (value, error) -> {
              if (error == null) {
                result.complete(value);
              } else {
                result.completeExceptionally(unwrapped(error));
              }
            });
    return result;
  }

  private CompletionStage<Object> begin(OutgoingCall call, byte[] body) {
    if (signing.isEmpty()) {
      return unsigned(call, body);
    }
    if (incarnations.knows(call.to())) {
      return toKnown(call, body);
    }
    return pool.post(call.to(), Map.of(), codec.encodeCall(GET_ID, List.of()), call.deadline())
        .handle(
            (reply, error) -> {
              if (error != null) {
                throw failed(
                    RpcFailure.Delivery.NOT_DELIVERED,
                    "could not ask who is there: " + unwrapped(error).getMessage());
              }
              noted(call, reply);
              return reply;
            })
        .thenCompose(reply -> toKnown(call, body));
  }

  private CompletionStage<Object> toKnown(OutgoingCall call, byte[] body) {
    Optional<String> receiver = incarnations.at(call.to());
    if (receiver.isPresent()) {
      return signed(call, body, receiver.get(), true);
    }
    if (call.options().requestId().isPresent()) {
      return CompletableFuture.failedFuture(
          failed(
              RpcFailure.Delivery.NOT_DELIVERED,
              call.to()
                  + ": what answers there does not say who it is, so it gets nothing signed"));
    }
    return unsigned(call, body);
  }

  private CompletionStage<Object> unsigned(OutgoingCall call, byte[] body) {
    Map<String, String> headers =
        call.options()
            .pushKey()
            .map(key -> Map.of(GamesHeaders.PUSH_KEY, key.text()))
            .orElse(Map.of());
    return pool.post(call.to(), headers, body, call.deadline())
        .thenApply(
            reply -> {
              noted(call, reply);
              try {
                return decoded(call, reply);
              } catch (RpcFault | RpcFailure e) {
                throw new CompletionException(e);
              }
            });
  }

  private CompletionStage<Object> signed(
      OutgoingCall call, byte[] body, String receiver, boolean mayRepeat) {
    SignedRequest signed =
        signing
            .orElseThrow()
            .signer()
            .sign(receiver, call.options().requestId(), Optional.empty(), ByteBuffer.wrap(body));
    return pool.post(call.to(), signed.headers(), body, call.deadline())
        .thenCompose(
            reply -> {
              Optional<String> told = noted(call, reply);
              boolean verified = learn(signed, reply);
              try {
                Object value = decoded(call, reply);
                if (verified) {
                  return CompletableFuture.completedFuture(value);
                }
                throw notSigned(call);
              } catch (RpcFault fault) {
                if (verified) {
                  throw new CompletionException(fault);
                }
                if (!fault.is(FaultCode.NOT_AUTHORISED)) {
                  throw notSigned(call);
                }
                if (mayRepeat && told.isPresent() && !told.get().equals(receiver)) {
                  // Refused by another life of the server: certainly not executed.
                  return signed(call, body, told.get(), false);
                }
                throw new CompletionException(fault);
              } catch (RpcFailure failure) {
                throw new CompletionException(failure);
              }
            });
  }

  private boolean learn(SignedRequest request, HttpReply reply) {
    Signing own = signing.orElseThrow();
    Optional<VectorClock> clock =
        own.signer()
            .verifyAnswer(
                request.signature(),
                reply.status(),
                reply.headers()::get,
                ByteBuffer.wrap(reply.body()));
    clock.ifPresent(own.clock()::learned);
    return clock.isPresent();
  }

  private Optional<String> noted(OutgoingCall call, HttpReply reply) {
    Optional<String> incarnation =
        Optional.ofNullable(reply.headers().get(GamesHeaders.INCARNATION))
            .filter(ProcessId::isIncarnation);
    incarnations.answered(call.to(), incarnation);
    return incarnation;
  }

  private Object decoded(OutgoingCall call, HttpReply reply) throws RpcFault, RpcFailure {
    if (reply.status() != 200) {
      throw new RpcFailure(
          RpcFailure.Delivery.UNKNOWN,
          call.to() + ": answered HTTP status " + reply.status() + ", expected 200" + said(reply));
    }
    return codec.decodeAnswer(reply.body());
  }

  /** What an answer that is no XML-RPC says to people, if it does. */
  private static String said(HttpReply reply) {
    String type = reply.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
    String text = new String(reply.body(), StandardCharsets.UTF_8).strip();
    return type.startsWith("text/plain") && !text.isEmpty() ? ": " + Names.quotable(text) : "";
  }

  private static CompletionException notSigned(OutgoingCall call) {
    return failed(
        RpcFailure.Delivery.UNKNOWN, call.to() + ": the answer does not have the right signature");
  }

  private static CompletionException failed(RpcFailure.Delivery delivery, String message) {
    return new CompletionException(new RpcFailure(delivery, message));
  }

  /** What the contract of {@link RpcClient#call} allows. */
  private static Throwable unwrapped(Throwable error) {
    Throwable cause = error;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof RuntimeException) {
      return new RpcFailure(
          RpcFailure.Delivery.UNKNOWN,
          "the answer cannot be used: " + Names.quotable(String.valueOf(cause.getMessage())));
    }
    return cause;
  }
}
