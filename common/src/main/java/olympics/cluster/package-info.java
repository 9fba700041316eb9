/**
 * The base of the database server and the front-ends: RPC endpoint, peers, and one control loop
 * that owns the election, the clock and the vector clock. A thin shell around the pure cores.
 */
package olympics.cluster;
