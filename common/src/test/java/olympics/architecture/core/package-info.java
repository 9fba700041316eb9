/** Holds a class that breaks the rule of purity, to show that the rule catches it. */
package olympics.architecture.core;
