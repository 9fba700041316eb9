package olympics.rpc;

import io.netty.handler.codec.http.HttpHeaders;

/**
 * What came back over HTTP.
 *
 * @param status the status code
 * @param headers the headers
 * @param body the body
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copies would cost
record HttpReply(int status, HttpHeaders headers, byte[] body) {}
