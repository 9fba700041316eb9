/**
 * The results on disk. {@link olympics.database.storage.DatabaseManager} is its only door while it
 * is served, {@link olympics.database.storage.Backups} copies it; nothing outside this package
 * speaks SQL, and all SQL text stands in {@code Sql}.
 *
 * <p>Not pure. Called by the RPC methods of the database server.
 */
package olympics.database.storage;
