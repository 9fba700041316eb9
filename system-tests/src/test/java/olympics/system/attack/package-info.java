/** Attacks on real processes: what they are refused, and that nothing comes of them. Not pure. */
package olympics.system.attack;
