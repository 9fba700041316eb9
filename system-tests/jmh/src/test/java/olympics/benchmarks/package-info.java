/** What a request is made of, each part measured by itself with JMH. */
package olympics.benchmarks;
