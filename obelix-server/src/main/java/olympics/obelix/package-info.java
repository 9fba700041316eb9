/**
 * The front-end: answers reads from its cache, passes writes on to the database server, and pushes
 * updates to the tablets it owns. Thin shells around {@code olympics.obelix.core}; not pure.
 */
package olympics.obelix;
