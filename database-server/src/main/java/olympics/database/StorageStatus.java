package olympics.database;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import olympics.cluster.StatusDetails;
import olympics.database.storage.DatabaseManager;
import olympics.rpc.RpcFault;
import olympics.wire.StatusItems;

/** What {@code get_status} tells of the database: what holds, item by item. Thread-safe. */
final class StorageStatus implements StatusDetails {
  private final DatabaseManager database;

  StorageStatus(DatabaseManager database) {
    this.database = database;
  }

  @Override
  public Map<String, Object> tell(String itemsAfter) throws RpcFault {
    List<StatusItems.Item> items = new ArrayList<>();
    database.teams().value().forEach(team -> items.add(StatusItems.Item.of(team)));
    database.events().value().forEach(event -> items.add(StatusItems.Item.of(event)));
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("commits", (double) database.commits());
    status.putAll(StatusItems.page(items, itemsAfter));
    return status;
  }
}
