/**
 * Who a process is, where it is reached, and with what key it is pushed to.
 *
 * <p>Pure values, used by everything that names another process.
 */
package olympics.process.core;
