package olympics.system;

import java.time.Duration;
import java.util.List;
import olympics.process.core.PushKey;
import olympics.rpc.CallOptions;
import olympics.rpc.RpcClient;
import olympics.rpc.RpcFailure;
import olympics.rpc.RpcFault;
import olympics.wire.Methods;
import olympics.wire.Struct;

/** The push keys of the registered tablets, as only a server is told them. */
final class PushKeys {
  private static final CallOptions SOON = CallOptions.within(Duration.ofSeconds(10));

  private PushKeys() {}

  /** The key that the tablet at a port has registered with. */
  static PushKey of(Games games, int port) throws RpcFault, RpcFailure, InterruptedException {
    String position = "";
    boolean more = true;
    try (RpcClient server = ManyTabletsIT.signing(games)) {
      while (more) {
        Struct page =
            Struct.of(
                server.callAndWait(
                    games.address(Games.DATABASE), Methods.TABLETS_SINCE, List.of(position), SOON));
        for (Object element : page.list("registered")) {
          Struct tablet = Struct.of(element);
          if (tablet.integer("port") == port) {
            return new PushKey(tablet.string("push_key"));
          }
        }
        position = page.string("position");
        more = page.bool("more");
      }
    }
    throw new AssertionError("no tablet is registered at port " + port);
  }
}
