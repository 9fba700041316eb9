package olympics.pygmy.page;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import olympics.http.Answerer;
import olympics.process.core.Address;
import olympics.pygmy.diagram.MessagePage;
import olympics.pygmy.page.core.ClusterView;
import olympics.pygmy.page.core.FaultMark;
import olympics.pygmy.page.core.Modelling;
import olympics.rpc.CallOptions;
import olympics.rpc.RpcClient;
import olympics.web.EventFeed;
import olympics.web.MetricsPage;
import olympics.web.PageAnswers;
import olympics.web.PageRequest;
import olympics.web.Site;
import olympics.wire.Methods;

/** The balancer's pages. Confined to its event loop; closed from any other thread. */
public final class ClusterPage implements AutoCloseable {
  /** What a write changes is to be seen within a second of its acknowledgement. */
  private static final long EVERY_MILLIS = 500;

  private static final List<FaultMark> NONE = List.of();

  private final ClusterWatch watch;
  private final Balancing balancing;
  private final Supplier<RpcClient> makeClient;
  private final Optional<FaultsFile> faults;
  private final EventFeed feed = new EventFeed(EventFeed.Limits.DEFAULT, this::state);
  private final MessagePage messages;
  private Rendered rendered = new Rendered(ClusterView.EMPTY);
  private ClusterView told = ClusterView.EMPTY;
  private Optional<RpcClient> client = Optional.empty();

  /** A view in the forms that it is asked for in, each made once. */
  private static final class Rendered {
    private final ClusterView view;
    private String html;
    private String json;
    private String state;

    Rendered(ClusterView view) {
      this.view = view;
    }

    String html() {
      html = html == null ? PageText.html(Modelling.of(view)) : html;
      return html;
    }

    String json() {
      json = json == null ? ClusterJson.of(view) : json;
      return json;
    }

    String state() {
      state = state == null ? PageText.json(Modelling.of(view)) : state;
      return state;
    }
  }

  /**
   * Pages that ask nobody before somebody looks.
   *
   * @param loop of the balancer, which its connections use too
   * @param makeClient a client of the servers' methods; made when it is needed first
   * @param faults what somebody had happen, if that is noted; closed with the page
   */
  public ClusterPage(
      EventLoop loop,
      Balancing balancing,
      Supplier<RpcClient> makeClient,
      Optional<FaultsFile> faults) {
    this.balancing = balancing;
    this.makeClient = makeClient;
    this.faults = faults;
    BiFunction<Address, CallOptions, CompletableFuture<Object>> ask =
        (address, within) -> client().call(address, Methods.GET_STATUS, List.of(), within);
    Supplier<CompletableFuture<List<FaultMark>>> marks =
        () -> faults.map(FaultsFile::read).orElseGet(() -> CompletableFuture.completedFuture(NONE));
    watch = new ClusterWatch(loop, balancing, ask, marks);
    messages =
        new MessagePage(
            loop,
            watch::servers,
            (address, after, within) ->
                client().call(address, Methods.GET_MESSAGES, List.of((double) after), within));
    var unused =
        loop.scheduleAtFixedRate(this::tick, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private synchronized RpcClient client() {
    if (client.isEmpty()) {
      client = Optional.of(makeClient.get());
    }
    return client.get();
  }

  /** What is served. */
  public Site site() {
    return Site.builder()
        .page("/", this::page)
        .page("/events", feed)
        .page("/messages", messages)
        .page("/metrics", new MetricsPage(() -> BalancerMetrics.of(balancing)))
        .resource(ClusterPage.class, "pygmy.css")
        .resource(ClusterPage.class, "pygmy.js")
        .resource(Site.class, "dom.js")
        .resource(ClusterPage.class, "pygmy.svg")
        .resource(MessagePage.class, "diagram.css")
        .resource(MessagePage.class, "diagram.js")
        .resource(MessagePage.class, "drawing.js")
        .resource(MessagePage.class, "geometry.js")
        .resource(MessagePage.class, "message.js")
        .build();
  }

  private void tick() {
    if (feed.isWatched()) {
      watch.look(this::tell);
    }
    if (messages.isWanted()) {
      messages.look();
    }
  }

  /** Once, however many looks one answer was for. */
  private void tell(ClusterView view) {
    if (!view.equals(told)) {
      told = view;
      feed.publish("state", rendered(view).state());
    }
  }

  private String state() {
    return rendered(watch.last()).state();
  }

  private Rendered rendered(ClusterView view) {
    if (!rendered.view.equals(view)) {
      rendered = new Rendered(view);
    }
    return rendered;
  }

  private void page(PageRequest request, Answerer answerer) {
    boolean json = request.parameter("format").equals(Optional.of("json"));
    watch.look(
        view ->
            answerer.answer(
                json
                    ? PageAnswers.json(rendered(view).json())
                    : PageAnswers.html(rendered(view).html())));
  }

  /** Ends what is watched; not for the event loop. */
  @Override
  public synchronized void close() {
    feed.close();
    messages.close();
    client.ifPresent(RpcClient::close);
    faults.ifPresent(FaultsFile::close);
  }
}
