package olympics.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Does what the bodies of requests say. */
final class ObedientEndpoint implements HttpEndpoint {
  final List<Task> ran = new CopyOnWriteArrayList<>();
  final AtomicInteger cancelled = new AtomicInteger();
  final AtomicInteger answeredTwice = new AtomicInteger();

  /** "read" may overlap, "later" is answered by the test, anything else is its own answer. */
  final class Task implements HttpTask {
    private final String body;
    private final Answerer answerer;

    Task(String body, Answerer answerer) {
      this.body = body;
      this.answerer = answerer;
    }

    void answer() {
      answerer.answer(HttpAnswer.text(HttpResponseStatus.OK, body));
    }

    @Override
    public boolean mayOverlap() {
      return body.startsWith("read");
    }

    @Override
    public void run() {
      ran.add(this);
      if (body.contains("fail")) {
        throw new IllegalStateException("as the test wants");
      }
      if (!body.contains("later")) {
        answer();
      }
      if (body.contains("twice")) {
        assertThatThrownBy(this::answer).isInstanceOf(IllegalStateException.class);
        answeredTwice.incrementAndGet();
      }
    }

    @Override
    public void cancel() {
      cancelled.incrementAndGet();
    }
  }

  @Override
  public Optional<HttpAnswer> refuse(HttpRequest head) {
    return head.uri().equals("/RPC2")
        ? Optional.empty()
        : Optional.of(HttpAnswer.text(HttpResponseStatus.NOT_FOUND, "not here"));
  }

  @Override
  public HttpTask receive(ReceivedRequest request, Answerer answerer) {
    String body = request.body().toString(StandardCharsets.UTF_8);
    request.body().release();
    return new Task(body, answerer);
  }

  @Override
  public Map<String, String> commonHeaders() {
    return Map.of("Games-Test", "yes");
  }
}
