package olympics.rpc;

import java.util.List;
import org.apache.xmlrpc.XmlRpcRequest;
import org.apache.xmlrpc.XmlRpcRequestConfig;

/**
 * A call in the form that the library hands to its handlers.
 *
 * @param context where it came from
 * @param method the name
 * @param params arrays as lists
 */
record ReceivedCall(CallContext context, String method, List<Object> params)
    implements XmlRpcRequest {
  @Override
  public XmlRpcRequestConfig getConfig() {
    return context;
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
