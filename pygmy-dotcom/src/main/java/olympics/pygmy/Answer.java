package olympics.pygmy;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;

/**
 * A front-end's whole answer. Whoever holds it owns the body, and releases it or passes it on.
 *
 * @param status of HTTP
 * @param headers as they came
 * @param body as it came
 */
record Answer(int status, HttpHeaders headers, ByteBuf body) {
  void release() {
    body.release();
  }
}
