/** What a tablet's page says, made of its scoreboard. Pure. */
package olympics.tablet.core.page;
