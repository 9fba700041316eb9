/**
 * What somebody may send who means harm, as lists that every module's tests run against what they
 * have: requests against servers, answers against clients. Test support; not pure.
 */
package olympics.attack;
