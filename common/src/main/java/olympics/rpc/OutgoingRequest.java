package olympics.rpc;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import olympics.process.core.Address;

/** One request of a client until its reply. Confined to the event loop, but for its future. */
final class OutgoingRequest {
  private final Address to;
  private final Map<String, String> headers;
  private final byte[] body;
  private final CompletableFuture<HttpReply> reply = new CompletableFuture<>();
  private ClientConnection connection;

  OutgoingRequest(Address to, Map<String, String> headers, byte[] body) {
    this.to = to;
    this.headers = headers;
    this.body = body;
  }

  Address to() {
    return to;
  }

  CompletableFuture<HttpReply> reply() {
    return reply;
  }

  boolean isOver() {
    return reply.isDone();
  }

  /** From here on the other side may have executed it. */
  FullHttpRequest sentOver(ClientConnection chosen) {
    connection = chosen;
    FullHttpRequest request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.POST, "/RPC2", Unpooled.wrappedBuffer(body));
    request
        .headers()
        .set(HttpHeaderNames.HOST, to.toString())
        .set(HttpHeaderNames.CONTENT_TYPE, "text/xml; charset=utf-8")
        .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
    headers.forEach(request.headers()::set);
    return request;
  }

  /** Ends it without a reply; what may have been executed is said to be unknown. */
  void fail(String what) {
    if (reply.isDone()) {
      return;
    }
    RpcFailure.Delivery delivery =
        connection == null ? RpcFailure.Delivery.NOT_DELIVERED : RpcFailure.Delivery.UNKNOWN;
    reply.completeExceptionally(new RpcFailure(delivery, to + ": " + what));
    if (connection != null) {
      // A late reply must not be taken for the next request's.
      connection.close();
    }
  }
}
