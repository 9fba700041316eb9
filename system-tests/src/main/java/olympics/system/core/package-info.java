/**
 * What the fault tests recorded, and the checkers that decide whether every promise was kept:
 * linear scans over histories. Pure.
 */
package olympics.system.core;
