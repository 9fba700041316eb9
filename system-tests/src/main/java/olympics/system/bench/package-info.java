/**
 * The benchmark: what is promised of the speed, measured with the programs that people run, beside
 * peers on the same machine in the same run. Started by {@code system-tests/benchmark}.
 */
package olympics.system.bench;
