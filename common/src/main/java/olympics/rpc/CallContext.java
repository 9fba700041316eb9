package olympics.rpc;

import java.net.InetAddress;
import java.util.Optional;
import org.apache.xmlrpc.common.XmlRpcHttpRequestConfigImpl;

/** What is known of a request beside its body. Extensions, compression and exceptions are off. */
final class CallContext extends XmlRpcHttpRequestConfigImpl {
  private final InetAddress source;
  private final Optional<SignedHeaders> signed;

  CallContext(InetAddress source, Optional<SignedHeaders> signed) {
    this.source = source;
    this.signed = signed;
  }

  InetAddress source() {
    return source;
  }

  Optional<SignedHeaders> signed() {
    return signed;
  }
}
