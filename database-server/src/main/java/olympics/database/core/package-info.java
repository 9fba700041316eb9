/**
 * What the database decides without speaking SQL: whether a write is new, a repetition, superseded
 * or a conflict; where a change feed starts; which registrations are taken; what a front-end is
 * told next.
 *
 * <p>Pure. Called by the storage and by the fan-out.
 */
package olympics.database.core;
