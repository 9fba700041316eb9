/**
 * The message diagram (Lamport 1978; Mattern 1989): receipts of all servers in one order that never
 * contradicts happened-before, each with where its message was sent. Pure.
 */
package olympics.pygmy.diagram.core;
