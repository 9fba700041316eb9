/** The rules of the architecture that a build checks, in every module. */
package olympics.architecture;
