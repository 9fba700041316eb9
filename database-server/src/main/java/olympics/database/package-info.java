/**
 * The database server: the RPC methods over the {@link olympics.database.storage.DatabaseManager},
 * and the fan-out that tells the front-ends of each commit. A shell; not pure.
 */
package olympics.database;
