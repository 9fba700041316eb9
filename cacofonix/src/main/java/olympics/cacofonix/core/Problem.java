package olympics.cacofonix.core;

/**
 * What is wrong with a line of a results file.
 *
 * @param line from 1
 * @param text what was wrong and what was expected
 */
public record Problem(long line, String text) {}
