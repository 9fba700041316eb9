/** Decisions about signed messages: which counters are new, how a clock reads as text. Pure. */
package olympics.rpc.core;
