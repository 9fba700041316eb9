/**
 * What a tablet follows, what it knows of it, and what counts as news. Facts go in, changes come
 * out; how they are shown is no concern here. Pure.
 */
package olympics.tablet.core;
