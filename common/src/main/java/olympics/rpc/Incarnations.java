package olympics.rpc;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import olympics.process.core.Address;

/** Which incarnation answered last at which address. Thread-safe and bounded. */
final class Incarnations {
  private static final int MAX_ADDRESSES = 16_384;

  private final Map<Address, Optional<String>> last =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Address, Optional<String>> eldest) {
          return size() > MAX_ADDRESSES;
        }
      };

  /** An answer came from there; one without an incarnation has no identity to sign for. */
  synchronized void answered(Address from, Optional<String> incarnation) {
    last.put(from, incarnation);
  }

  /** Whether anything ever answered there, with or without an incarnation. */
  synchronized boolean knows(Address address) {
    return last.containsKey(address);
  }

  /** What answered last, if it said who it is. */
  synchronized Optional<String> at(Address address) {
    return last.getOrDefault(address, Optional.empty());
  }
}
