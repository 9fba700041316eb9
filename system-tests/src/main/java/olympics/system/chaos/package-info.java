/**
 * Load and faults for the fault tests: clients that record all they do and see, a nemesis that
 * kills, stops and cuts, and a reader of what the database holds in the end.
 */
package olympics.system.chaos;
