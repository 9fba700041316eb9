package olympics.rpc;

/**
 * The fault codes of the wire. Negative ones are the XML-RPC interoperability codes ("Specification
 * for Fault Code Interoperability"), positive ones are the domain's and read like HTTP.
 */
public enum FaultCode {
  PARSE_ERROR(-32700),
  NO_SUCH_METHOD(-32601),
  BAD_PARAMETERS(-32602),
  INTERNAL(-32603),
  /** An argument has the right type and a wrong value. */
  BAD_ARGUMENT(400),
  /** Wrong password, or a signature or a push key that is missing or wrong. */
  NOT_AUTHORISED(401),
  /** No such team or event. */
  NOT_FOUND(404),
  /** The request_id was used for another request. */
  ID_REUSED(409),
  /** Too many wrong passwords. */
  TOO_MANY_ATTEMPTS(429),
  /** No front-end or no database: the request was not executed. */
  UNAVAILABLE(503),
  /** The request may or may not have been executed; ask get_write_status. */
  OUTCOME_UNKNOWN(504);

  private final int code;

  FaultCode(int code) {
    this.code = code;
  }

  /** The number on the wire. */
  public int code() {
    return code;
  }
}
