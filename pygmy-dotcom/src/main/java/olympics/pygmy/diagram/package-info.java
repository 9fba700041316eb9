/**
 * The message diagram of the balancer's page: asks servers for the messages that they received,
 * only while somebody looks, and tells browsers of them. What stands where is decided in {@link
 * olympics.pygmy.diagram.core}.
 */
package olympics.pygmy.diagram;
