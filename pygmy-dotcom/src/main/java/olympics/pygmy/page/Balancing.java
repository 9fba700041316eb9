package olympics.pygmy.page;

import java.util.List;
import olympics.process.core.Address;
import olympics.pygmy.page.core.ServerView;

/** What the page asks of the balancer. Called on its event loop. */
public interface Balancing {
  /** How its probes find each front-end, in the order of the command line. */
  List<FrontEndReport> report();

  /** Has every front-end probed now. */
  void lookAround();

  /** Requests that clients made. */
  long requests();

  /** Faults that the balancer itself answered. */
  long faults();

  /** A front-end, and how the probes find it. */
  record FrontEndReport(Address address, ServerView.Rotation rotation, long probes) {}
}
