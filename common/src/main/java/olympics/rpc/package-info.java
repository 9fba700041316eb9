/**
 * XML-RPC over HTTP/1.1, both ends: Apache XML-RPC for the protocol, Netty for the transport.
 *
 * <p>{@link olympics.rpc.RpcServer} answers calls by its methods, {@link olympics.rpc.RpcClient}
 * makes them. Between servers, headers carry the vector clock, the request id and the client's
 * address, signed with the cluster key; to tablets, the push key. Not pure.
 */
package olympics.rpc;
