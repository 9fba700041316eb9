package olympics.obelix;

import java.util.List;
import olympics.games.core.ItemKey;
import olympics.games.core.RequestId;

/**
 * A write on its way to the database.
 *
 * @param method its name on the wire
 * @param params as the database takes them, the password included
 * @param id its name, so that it may be sent again
 * @param item what it changes
 */
record Write(String method, List<Object> params, RequestId id, ItemKey item) {
  Write {
    params = List.copyOf(params);
  }

  /** Shows no password. */
  @Override
  public String toString() {
    return method + " of " + item + " request_id=" + id;
  }
}
