/**
 * PygmyDotCom's page: the cluster as it is, on the balancer's own port. The servers are asked twice
 * a second, and only while somebody watches. Confined to the balancer's event loop.
 */
package olympics.pygmy.page;
