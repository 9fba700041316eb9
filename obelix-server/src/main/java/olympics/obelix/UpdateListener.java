package olympics.obelix;

import java.util.List;
import olympics.obelix.core.Change;
import olympics.obelix.core.PushQueue.Push;
import olympics.obelix.core.Roster;
import olympics.process.core.Address;

/** Hears what the database tells of tablets and changes. Must not block. */
interface UpdateListener {
  /** A page of the list of tablets, as a poll that was sent at {@code sentAt} was answered. */
  void onTablets(Roster.Page<Address, Tablet> page, long sentAt);

  /** Tablets that were registered, or are registered no more, as a notice tells. */
  void onTabletNews(List<Tablet> registered, List<Address> unregistered);

  /** Items were written, and this is what they are now. */
  void onValues(List<Push> values);

  /** Items were written; their values may not have been told. */
  void onChanges(List<Change> changes);
}
