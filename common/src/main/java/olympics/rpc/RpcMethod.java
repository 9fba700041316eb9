package olympics.rpc;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A method that a server offers: its name, parameters and help for introspection, and its handler.
 *
 * @param name the bare name on the wire, {@code snake_case}
 * @param answer the type of the answer
 * @param params in order; optional ones come last
 * @param help shown by {@code system.methodHelp}: what it does, the parameters' units, the faults
 * @param access who may call it
 * @param blocking whether the handler needs a worker thread
 * @param oftenRepeated whether what its calls mean may be remembered, see {@link CallMemo}
 * @param handler answers the calls
 */
public record RpcMethod(
    String name,
    Type answer,
    List<Param> params,
    String help,
    Access access,
    boolean blocking,
    boolean oftenRepeated,
    RpcHandler handler) {

  /** The XML-RPC types that our methods use. */
  public enum Type {
    STRING,
    INT,
    DOUBLE,
    BOOLEAN,
    ARRAY,
    STRUCT
  }

  /** Who may call a method. */
  public enum Access {
    /** Anybody. */
    PUBLIC,
    /** The database server and the front-ends, by signature; not the balancer. */
    SERVERS
  }

  /** One parameter. A double may be given as an int. */
  public record Param(String name, Type type, boolean optional) {}

  public RpcMethod {
    params = List.copyOf(params);
  }

  /** Begins the description of a method. */
  public static Builder named(String name) {
    return new Builder(name);
  }

  /** Describes a method step by step; ends with {@link #handledBy} or {@link #answeredBy}. */
  public static final class Builder {
    private final String name;
    private final List<Param> params = new ArrayList<>();
    private Type answer = Type.STRUCT;
    private String help = "";
    private Access access = Access.PUBLIC;
    private boolean blocking;
    private boolean oftenRepeated;

    private Builder(String name) {
      this.name = name;
    }

    public Builder takes(String param, Type type) {
      params.add(new Param(param, type, false));
      return this;
    }

    public Builder mayTake(String param, Type type) {
      params.add(new Param(param, type, true));
      return this;
    }

    public Builder answers(Type type) {
      answer = type;
      return this;
    }

    public Builder help(String text) {
      help = text;
      return this;
    }

    /** Only for signed calls of the database server and the front-ends. */
    public Builder forServers() {
      access = Access.SERVERS;
      return this;
    }

    /** The handler may block: it runs on a worker thread, not on an event loop. */
    public Builder blocking() {
      blocking = true;
      return this;
    }

    /**
     * Many calls of it are the same, byte for byte: what they mean may be remembered. Only for
     * reads, whose parameters are no secret.
     */
    public Builder oftenRepeated() {
      oftenRepeated = true;
      return this;
    }

    public RpcMethod handledBy(RpcHandler handler) {
      return new RpcMethod(name, answer, params, help, access, blocking, oftenRepeated, handler);
    }

    /** As {@link #handledBy}, for a handler that has the answer when it returns. */
    public RpcMethod answeredBy(ImmediateHandler handler) {
      return handledBy(call -> CompletableFuture.completedFuture(handler.answer(call)));
    }
  }

  /** A handler that has the answer when it returns. */
  @FunctionalInterface
  public interface ImmediateHandler {
    Object answer(RpcCall call) throws RpcFault;
  }
}
