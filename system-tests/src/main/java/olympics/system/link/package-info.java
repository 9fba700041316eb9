/**
 * Network links that can be delayed, cut and made to swallow what they carry: the nemesis between
 * two processes, as a small TCP proxy in user space.
 */
package olympics.system.link;
