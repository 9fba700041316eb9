package olympics.system.bench;

import java.util.List;

/** One thing that is measured by itself, from the start of its servers to their end. */
interface Row {
  /** As it is chosen on the command line. */
  String name();

  /** What is measured, for a person. */
  String what();

  /** The programs that it cannot do without, beside ours. */
  List<String> needs();

  /** Whether it can be measured over TLS. */
  default boolean speaksTls() {
    return true;
  }

  /**
   * Measures.
   *
   * @throws Exception also {@link RowFailedException}, if what was measured does not count
   */
  void measure(Bench bench) throws Exception;
}
