package olympics.rpc;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import olympics.games.core.Names;
import olympics.rpc.RpcMethod.Access;

/** The {@code system} methods, generated from what a server offers. There is no multicall. */
final class Introspection {
  private Introspection() {}

  /**
   * The three methods.
   *
   * @param offered every method of the server by its name; may still be filled afterwards
   */
  static List<RpcMethod> of(Map<String, RpcMethod> offered) {
    return List.of(
        RpcMethod.named("system.listMethods")
            .answers(RpcMethod.Type.ARRAY)
            .help("The names of all methods, sorted.")
            .answeredBy(call -> offered.keySet().stream().sorted().collect(Collectors.toList())),
        RpcMethod.named("system.methodSignature")
            .takes("method", RpcMethod.Type.STRING)
            .answers(RpcMethod.Type.ARRAY)
            .help(
                "The ways to call a method: arrays of the answer's type and the parameters' types."
                    + " Fault 404 if there is no such method.")
            .answeredBy(
                call -> new MethodSignature(find(offered, call.string(0))).forIntrospection()),
        RpcMethod.named("system.methodHelp")
            .takes("method", RpcMethod.Type.STRING)
            .answers(RpcMethod.Type.STRING)
            .help("What a method does, as text. Fault 404 if there is no such method.")
            .answeredBy(call -> help(find(offered, call.string(0)))));
  }

  private static RpcMethod find(Map<String, RpcMethod> offered, String name) throws RpcFault {
    RpcMethod method = offered.get(name);
    if (method == null) {
      throw new RpcFault(
          FaultCode.NOT_FOUND,
          "no such method: '" + Names.quotable(name) + "', expected one of system.listMethods");
    }
    return method;
  }

  private static String help(RpcMethod method) {
    return method.access() == Access.SERVERS
        ? method.help() + " Only for the system's own servers, by signature."
        : method.help();
  }
}
