/**
 * The words of the wire, each standing once: method names, and the structs that carry the values of
 * the Games. {@code docs/protocol.md} describes the same for people. Pure.
 */
package olympics.wire;
