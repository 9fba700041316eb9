package olympics.system.attack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import olympics.games.core.RequestId;
import olympics.http.RawHttp;
import olympics.process.core.Address;
import olympics.process.core.ProcessId;
import olympics.process.core.Role;
import olympics.rpc.ClusterKey;
import olympics.rpc.GamesHeaders;
import olympics.rpc.NoClock;
import olympics.rpc.RequestSigner;
import olympics.rpc.RpcFailure;
import olympics.rpc.RpcFault;
import olympics.rpc.ServerIdentity;
import olympics.rpc.XmlRpcCodec;

/**
 * Sends calls as a front-end with some cluster key would, each message made by hand, so that it can
 * be sent again or to another life. Thread-safe.
 */
final class Sender {
  private static final XmlRpcCodec CODEC = new XmlRpcCodec();

  private final RequestSigner signer;

  /** A message, ready to be sent as often as one likes. */
  record Message(String request) {
    /** The code of the fault that answers it; 0 if it is carried out. */
    int faultAt(Address server) throws IOException {
      return faultOf(RawHttp.exchange(server, request));
    }
  }

  Sender(ClusterKey key) {
    ProcessId id = new ProcessId(9, "9".repeat(32));
    signer = new RequestSigner(new ServerIdentity(Role.FRONT_END, id, key, new NoClock()));
  }

  static Message unsigned(String method, List<?> params) {
    return new Message(RawHttp.post(body(method, params)));
  }

  /** As a front-end pushes to a tablet. */
  static Message withPushKey(String key, String method, List<?> params) {
    return new Message(post(Map.of(GamesHeaders.PUSH_KEY, key), body(method, params)));
  }

  /** Signed for one life of the receiver; a write's id stands in the headers, too. */
  Message signed(String receiver, String method, List<?> params, Optional<RequestId> id) {
    return new Message(post(headers(receiver, method, params, id), body(method, params)));
  }

  /** The same with one digit of the signature changed. */
  Message wronglySigned(String receiver, String method, List<?> params) {
    Map<String, String> headers = headers(receiver, method, params, Optional.empty());
    headers.compute(
        GamesHeaders.SIGNATURE,
        (name, right) -> (right.startsWith("0") ? "1" : "0") + right.substring(1));
    return new Message(post(headers, body(method, params)));
  }

  private Map<String, String> headers(
      String receiver, String method, List<?> params, Optional<RequestId> id) {
    ByteBuffer body = ByteBuffer.wrap(body(method, params).getBytes(StandardCharsets.UTF_8));
    return new LinkedHashMap<>(signer.sign(receiver, id, Optional.empty(), body).headers());
  }

  private static String post(Map<String, String> headers, String body) {
    return RawHttp.post(
        body,
        headers.entrySet().stream()
            .map(header -> header.getKey() + ": " + header.getValue())
            .toArray(String[]::new));
  }

  private static String body(String method, List<?> params) {
    return new String(CODEC.encodeCall(method, params), StandardCharsets.UTF_8);
  }

  /** The life of a server that answers now. */
  static String incarnationAt(Address server) throws IOException {
    RawHttp.Answer answer = RawHttp.exchange(server, unsigned("get_id", List.of()).request());
    return answer.headers().get("games-incarnation");
  }

  static int faultOf(RawHttp.Answer answer) throws IOException {
    try {
      var unused = valueOf(answer);
      return 0;
    } catch (RpcFault fault) {
      return fault.code();
    }
  }

  static Object valueOf(RawHttp.Answer answer) throws RpcFault, RpcFailure {
    return CODEC.decodeAnswer(answer.body().getBytes(StandardCharsets.UTF_8));
  }
}
