/** Tests of the balancer's decisions, without sleeps, threads or sockets. */
package olympics.pygmy.core;
