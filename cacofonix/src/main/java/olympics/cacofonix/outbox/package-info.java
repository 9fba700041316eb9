/**
 * The outbox: what Cacofonix is about to publish stands on disk before it is sent, so that a run
 * that was killed goes on where it was. Called by the publisher. Not pure: reads and writes files.
 */
package olympics.cacofonix.outbox;
