package olympics.rpc;

import java.io.IOException;

/** A call that got no answer. A fact about the network or the peer, not a programmer's mistake. */
public final class RpcFailure extends IOException {
  private static final long serialVersionUID = 1L;

  /** Whether the other side may have executed the request. */
  public enum Delivery {
    /** It did not: the connection was refused or never came to be. */
    NOT_DELIVERED,
    /** Unknown: the connection broke, the time ran out, or what came back was no answer. */
    UNKNOWN
  }

  private final Delivery delivery;

  public RpcFailure(Delivery delivery, String message) {
    super(message);
    this.delivery = delivery;
  }

  public Delivery delivery() {
    return delivery;
  }
}
