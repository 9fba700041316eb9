/**
 * Vector clocks (Fidge 1988, Mattern 1989): which receipt of a request happened before which.
 *
 * <p>Pure. The rpc package carries clocks in headers; the cluster package owns each server's own.
 */
package olympics.causality.core;
