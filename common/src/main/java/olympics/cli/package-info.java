/** What all mains share on the command line: options, exit codes, secrets, logging. Not pure. */
package olympics.cli;
