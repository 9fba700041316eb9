package olympics.rpc;

import java.net.InetAddress;
import java.util.Optional;
import olympics.process.core.PushKey;
import org.apache.xmlrpc.common.XmlRpcHttpRequestConfigImpl;

/** What is known of a request beside its body. Extensions, compression and exceptions are off. */
final class CallContext extends XmlRpcHttpRequestConfigImpl {
  private final InetAddress source;
  private final Optional<SignedHeaders> signed;
  private final Optional<PushKey> pushKey;

  CallContext(InetAddress source, Optional<SignedHeaders> signed, Optional<PushKey> pushKey) {
    this.source = source;
    this.signed = signed;
    this.pushKey = pushKey;
  }

  InetAddress source() {
    return source;
  }

  Optional<SignedHeaders> signed() {
    return signed;
  }

  Optional<PushKey> pushKey() {
    return pushKey;
  }
}
