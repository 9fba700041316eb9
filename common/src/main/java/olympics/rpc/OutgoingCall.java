package olympics.rpc;

import java.util.List;
import olympics.process.core.Address;
import org.apache.xmlrpc.XmlRpcRequest;
import org.apache.xmlrpc.XmlRpcRequestConfig;
import org.apache.xmlrpc.client.XmlRpcClientConfigImpl;

/**
 * A call in the form that the library hands to its transports.
 *
 * @param to where
 * @param method the name
 * @param params the parameters
 * @param options how
 * @param deadline of {@link System#nanoTime}
 */
record OutgoingCall(Address to, String method, List<?> params, CallOptions options, long deadline)
    implements XmlRpcRequest {
  /** Extensions, compression and exceptions are off. */
  private static final XmlRpcRequestConfig PLAIN = new XmlRpcClientConfigImpl();

  @Override
  public XmlRpcRequestConfig getConfig() {
    return PLAIN;
  }

  @Override
  public String getMethodName() {
    return method;
  }

  @Override
  public int getParameterCount() {
    return params.size();
  }

  @Override
  public Object getParameter(int index) {
    return params.get(index);
  }
}
