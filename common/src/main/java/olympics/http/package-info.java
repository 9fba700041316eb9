/**
 * The server side of HTTP/1.1 (RFC 9110, RFC 9112) on Netty: a port, its connections, and what they
 * may cost. What is answered is up to an {@link olympics.http.HttpEndpoint}; the RPC server and the
 * balancer each have one.
 *
 * <p>{@link olympics.http.HttpServer} runs on event loops of its caller. A connection, its requests
 * and its times are confined to the loop of their channel; what connections share is thread-safe;
 * an answer may come from any thread. Who keeps a connection when there are too many is decided in
 * {@link olympics.http.core}. Not pure.
 */
package olympics.http;
