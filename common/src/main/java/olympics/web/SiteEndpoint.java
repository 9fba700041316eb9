package olympics.web;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import olympics.http.AnswerStream;
import olympics.http.Answerer;
import olympics.http.HttpAnswer;
import olympics.http.HttpEndpoint;
import olympics.http.HttpTask;
import olympics.http.ReceivedRequest;
import olympics.http.RequestTarget;

/**
 * Serves a site beside the calls of one port. Calls do not notice: only what carries no call is
 * looked up in the site. Thread-safe.
 */
public final class SiteEndpoint implements HttpEndpoint {
  private static final Map<String, String> ALLOW = Map.of("Allow", "GET, HEAD");

  private final Site site;
  private final HttpEndpoint calls;

  /** Serves a site, and calls as before. */
  public SiteEndpoint(Site site, HttpEndpoint calls) {
    this.site = site;
    this.calls = calls;
  }

  @Override
  public Optional<HttpAnswer> refuse(HttpRequest head) {
    Optional<HttpAnswer> noCall = calls.refuse(head);
    if (noCall.isEmpty()) {
      return noCall;
    }
    if (site.at(RequestTarget.path(head.uri())).isEmpty()) {
      return noCall.map(PageAnswers::secured);
    }
    noCall.get().body().release();
    return reads(head)
        ? Optional.empty()
        : Optional.of(
            PageAnswers.secured(
                HttpAnswer.text(
                    HttpResponseStatus.METHOD_NOT_ALLOWED, ALLOW, "pages can only be read")));
  }

  private static boolean reads(HttpRequest head) {
    return head.method().equals(HttpMethod.GET) || head.method().equals(HttpMethod.HEAD);
  }

  @Override
  public HttpTask receive(ReceivedRequest request, Answerer answerer) {
    if (!reads(request.head())) {
      return calls.receive(request, answerer);
    }
    request.body().release();
    Page page = site.at(RequestTarget.path(request.head().uri())).orElseThrow();
    return new HttpTask() {
      @Override
      public boolean mayOverlap() {
        return false;
      }

      @Override
      public void run() {
        page.answer(new PageRequest(request.head()), new Secured(answerer));
      }

      @Override
      public void cancel() {
        // Nothing was begun that has an end but its answer.
      }
    };
  }

  @Override
  public Map<String, String> commonHeaders() {
    return calls.commonHeaders();
  }

  /** Sees to it that no page forgets the headers that all have. */
  private record Secured(Answerer answerer) implements Answerer {
    @Override
    public void answer(HttpAnswer answer) {
      answerer.answer(PageAnswers.secured(answer));
    }

    @Override
    public void stream(HttpAnswer head, Consumer<AnswerStream> opened) {
      answerer.stream(PageAnswers.secured(head), opened);
    }
  }
}
