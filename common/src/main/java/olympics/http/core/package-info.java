/**
 * Decisions of the server side of HTTP: whose connections are kept when there are too many. Pure.
 */
package olympics.http.core;
