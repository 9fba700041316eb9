package olympics.obelix;

import java.util.List;
import olympics.obelix.core.Change;
import olympics.obelix.core.PushQueue.Push;

/** Hears what the database tells of tablets and changes. Must not block. */
interface UpdateListener {
  /** All tablets that are registered now. */
  void onTablets(List<Tablet> tablets);

  /** Items were written, and this is what they are now. */
  void onValues(List<Push> values);

  /** Items were written; their values may not have been told. */
  void onChanges(List<Change> changes);
}
