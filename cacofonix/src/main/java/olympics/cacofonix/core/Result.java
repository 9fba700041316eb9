package olympics.cacofonix.core;

import java.time.Instant;
import java.util.Optional;

/**
 * One row of a results file.
 *
 * @param line where it stands, for messages
 * @param at when it happened, if the file says so
 */
public record Result(long line, Optional<Instant> at, Update update) {}
