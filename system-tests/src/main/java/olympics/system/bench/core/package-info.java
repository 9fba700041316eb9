/**
 * What the benchmark makes of its measurements: intervals, verdicts, the table and the plots. Pure.
 */
package olympics.system.bench.core;
