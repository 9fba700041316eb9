/**
 * Who a process is and where it is reached.
 *
 * <p>Pure values, used by everything that names another process.
 */
package olympics.process.core;
