package olympics.cacofonix;

import olympics.cacofonix.core.SendWindow.Recovery;
import olympics.cacofonix.core.Update;
import olympics.wire.Struct;

/** Tells a person what happens. Called from the publisher's thread. */
interface Reporter {
  /** An update was answered. */
  void published(Update update, Struct answer);

  /** A call went unanswered, for a reason that was not told yet in this outage. */
  void away(String why);

  /** The outage is over. */
  void back(Recovery recovery);

  /** Nothing more comes. */
  default void end() {}
}
