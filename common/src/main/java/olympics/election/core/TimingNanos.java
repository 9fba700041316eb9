package olympics.election.core;

/** {@link ElectionTimings} in nanoseconds. */
record TimingNanos(long heartbeat, long lease, long answer, long coordinator, long claimPause) {
  static TimingNanos of(ElectionTimings timings) {
    return new TimingNanos(
        timings.heartbeat().toNanos(),
        timings.lease().toNanos(),
        timings.answer().toNanos(),
        timings.coordinator().toNanos(),
        timings.claimPause().toNanos());
  }
}
