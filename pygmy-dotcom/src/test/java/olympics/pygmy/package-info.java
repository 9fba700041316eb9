/** Tests of the balancer, against small front-ends that misbehave on demand. */
package olympics.pygmy;
