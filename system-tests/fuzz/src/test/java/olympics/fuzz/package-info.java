/**
 * What the fuzz tests share. Each test states properties of one reader of what comes from outside;
 * the properties take the reader as an argument, so that each is also shown to catch planted bugs.
 */
package olympics.fuzz;
