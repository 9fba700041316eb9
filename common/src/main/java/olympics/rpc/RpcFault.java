package olympics.rpc;

/** An answer that says why not; it crosses the wire as an XML-RPC fault. Has no stack trace. */
public final class RpcFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final int code;

  /** A fault of our own: {@code message} says what was wrong and what would be right. */
  public RpcFault(FaultCode code, String message) {
    this(code.code(), message);
  }

  /** A fault as another process sent it. */
  public RpcFault(int code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  /** The fault code on the wire, see {@link FaultCode}. */
  public int code() {
    return code;
  }

  /** Whether this is a fault of that kind. */
  public boolean is(FaultCode other) {
    return code == other.code();
  }
}
