package olympics.rpc;

import java.util.List;

/**
 * XML-RPC calls and answers as bytes: Apache's parsers on hardened readers, and a small writer.
 * Thread-safe; one per process is enough.
 */
public final class XmlRpcCodec {

  /**
   * A call as it came.
   *
   * @param method the name
   * @param params String, Integer, Double, Boolean, byte[], Date, List and Map values
   */
  public record DecodedCall(String method, List<Object> params) {}

  /**
   * Writes a call.
   *
   * @throws IllegalArgumentException if a value has no form in XML-RPC
   */
  public byte[] encodeCall(String method, List<?> params) {
    throw new UnsupportedOperationException();
  }

  /**
   * Writes an answer.
   *
   * @throws IllegalArgumentException if the value has no form in XML-RPC
   */
  public byte[] encodeAnswer(Object value) {
    throw new UnsupportedOperationException();
  }

  /** Writes a fault; what XML cannot carry in the message is shown as an escape. */
  public byte[] encodeFault(int code, String message) {
    throw new UnsupportedOperationException();
  }

  /**
   * Reads a call.
   *
   * @throws RpcFault -32700 if it is not one, or is past the limits
   */
  public DecodedCall decodeCall(byte[] xml) throws RpcFault {
    throw new UnsupportedOperationException();
  }

  /**
   * Reads an answer: arrays as lists, structs as maps.
   *
   * @throws RpcFault the fault, if the answer is one
   * @throws RpcFailure if it is no answer, or is past the limits
   */
  public Object decodeAnswer(byte[] xml) throws RpcFault, RpcFailure {
    throw new UnsupportedOperationException();
  }
}
