package olympics.cluster;

import java.util.Map;
import olympics.rpc.RpcFault;

/** What an application tells of itself in {@code get_status}. Thread-safe. */
@FunctionalInterface
public interface StatusDetails {
  /** Nothing. */
  StatusDetails NONE = itemsAfter -> Map.of();

  /**
   * Its own members of the struct. Called on a worker thread, and may block.
   *
   * @param itemsAfter the last item of the page before, or empty; see {@link
   *     olympics.wire.StatusItems}
   */
  Map<String, Object> tell(String itemsAfter) throws RpcFault;
}
