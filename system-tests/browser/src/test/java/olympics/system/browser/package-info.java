/** The pages as people have them: in a browser, in front of real processes. */
package olympics.system.browser;
