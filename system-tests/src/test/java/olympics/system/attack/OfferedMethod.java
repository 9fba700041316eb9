package olympics.system.attack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import olympics.http.RawHttp;
import olympics.process.core.Address;
import olympics.rpc.FaultCode;
import olympics.rpc.RpcFault;
import olympics.wire.Methods;
import olympics.wire.Struct;

/**
 * A method as a running server itself describes it: no list kept by hand has to know of it.
 *
 * @param name the name
 * @param params the parameters' names, in order
 * @param forServers whether the server says that it is for signed calls only
 */
record OfferedMethod(String name, List<String> params, boolean forServers) {
  private static final int MORE_THAN_ANY_METHOD_TAKES = 30;
  private static final Pattern TAKES = Pattern.compile(" takes \\(([^)]*)\\), got ");
  private static final Pattern PARAM = Pattern.compile("([a-z]+ ([a-z_]+))( optional)?");

  /** Whether it is refused to who does not know the password. */
  boolean needsPassword() {
    return params.contains("password");
  }

  boolean takesRequestId() {
    return params.contains("request_id");
  }

  /**
   * All methods of a server.
   *
   * @param server where it is
   * @param asked signs for it, to be told of the methods for servers; or makes unsigned calls
   */
  static List<OfferedMethod> at(Address server, Asker asked) throws IOException, RpcFault {
    List<OfferedMethod> methods = new ArrayList<>();
    Object names =
        Sender.valueOf(
            RawHttp.exchange(server, asked.ask(Methods.LIST_METHODS, List.of()).request()));
    for (String name : Struct.strings(names)) {
      List<Boolean> wrong = Collections.nCopies(MORE_THAN_ANY_METHOD_TAKES, true);
      boolean refused =
          Sender.unsigned(name, wrong).faultAt(server) == FaultCode.NOT_AUTHORISED.code();
      methods.add(
          new OfferedMethod(
              name,
              params(RawHttp.exchange(server, asked.ask(name, wrong).request()).body()),
              refused));
    }
    return methods;
  }

  /** Makes a message that the server answers. */
  @FunctionalInterface
  interface Asker {
    Sender.Message ask(String method, List<?> params);
  }

  private static List<String> params(String fault) {
    Matcher takes = TAKES.matcher(fault);
    if (!takes.find()) {
      throw new AssertionError("expected to be told what the method takes, got " + fault);
    }
    List<String> params = new ArrayList<>();
    for (Matcher param = PARAM.matcher(takes.group(1)); param.find(); ) {
      // With its type where the name alone means different things.
      params.add(param.group(1).equals("struct score") ? param.group(1) : param.group(2));
    }
    return params;
  }
}
