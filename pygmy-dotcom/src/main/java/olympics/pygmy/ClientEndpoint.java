package olympics.pygmy;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Optional;
import olympics.http.Answerer;
import olympics.http.HttpAnswer;
import olympics.http.HttpEndpoint;
import olympics.http.HttpTask;
import olympics.http.ReceivedRequest;
import olympics.pygmy.core.CallKind;
import olympics.rpc.CallHead;

/**
 * What clients' connections end at: a call becomes an {@link Exchange} of the balancer, its body
 * the bytes that are forwarded. Confined to the event loop.
 */
final class ClientEndpoint implements HttpEndpoint {
  private static final String XML = "text/xml";

  private final Balancer balancer;
  private final Calls calls;

  ClientEndpoint(Balancer balancer, Calls calls) {
    this.balancer = balancer;
    this.calls = calls;
  }

  @Override
  public Optional<HttpAnswer> refuse(HttpRequest head) {
    return CallHead.refuse(head);
  }

  @Override
  public HttpTask receive(ReceivedRequest request, Answerer answerer) {
    Exchange exchange =
        calls.read(
            request.body(),
            request.source(),
            (status, body) -> answerer.answer(answer(HttpResponseStatus.valueOf(status), body)));
    return new Submission(balancer, exchange);
  }

  /** What a front-end or the balancer answered, with none of a front-end's headers. */
  private static HttpAnswer answer(HttpResponseStatus status, ByteBuf body) {
    return status.equals(HttpResponseStatus.OK)
        ? new HttpAnswer(status, XML, body)
        : HttpAnswer.text(status, body);
  }

  /** A call that the balancer gets when its turn comes; reads may overlap. */
  private record Submission(Balancer balancer, Exchange exchange) implements HttpTask {
    @Override
    public boolean mayOverlap() {
      return exchange.kind() == CallKind.READ;
    }

    @Override
    public void run() {
      balancer.submit(exchange);
    }

    @Override
    public void cancel() {
      balancer.cancel(exchange);
    }
  }
}
