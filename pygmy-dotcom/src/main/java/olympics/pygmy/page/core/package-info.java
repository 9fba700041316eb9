/** What PygmyDotCom's page says, made of what is known of every server. Pure. */
package olympics.pygmy.page.core;
