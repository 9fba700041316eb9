package olympics.tablet;

import java.time.Duration;
import olympics.process.core.Address;
import olympics.tablet.core.Catalogue;

/**
 * What a tablet is told to do.
 *
 * @param wanted the names to follow; none: favourites chosen at random
 * @param seed chooses the favourites
 * @param awaitsNames whether to wait for names that there are not yet
 * @param interval between two rounds of questions
 * @param push where to have updates pushed to, the address that others reach this tablet at
 */
record TabletSettings(
    Catalogue wanted, long seed, boolean awaitsNames, Duration interval, Push push) {

  /**
   * Whether and where updates are pushed to.
   *
   * @param wanted whether to register
   * @param address the address that others reach this tablet at, also its name for the servers
   */
  record Push(boolean wanted, Address address) {}
}
