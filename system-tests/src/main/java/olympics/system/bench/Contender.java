package olympics.system.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import olympics.process.core.Address;

/**
 * A program that is loaded.
 *
 * @param series as it is noted
 * @param name as it is shown
 * @param address where it listens
 * @param call the file with the call that it is sent
 * @param ids the beginning of the request ids, if each call has its own in the place of {@link #ID}
 */
record Contender(String series, String name, Address address, Path call, Optional<String> ids) {
  /** Stands in a call for its request id. */
  static final String ID = "@ID@";

  /** The call with which the speed of reads is measured. */
  static final List<Object> READ = List.of("gaul", "127.0.0.1:8005");

  static Contender ofReads(String series, String name, Address address, Path call) {
    return new Contender(series, name, address, call, Optional.empty());
  }
}
