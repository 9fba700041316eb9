/** What has been told to those who watch, and from where one goes on. Pure. */
package olympics.web.core;
