/**
 * The stone tablet: follows teams and events by asking Pygmy.com and, with {@code --push}, by being
 * told, and shows what changed. Not pure; {@link olympics.tablet.core} decides.
 */
package olympics.tablet;
