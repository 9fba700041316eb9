package olympics.rpc;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import olympics.rpc.RpcMethod.Param;

/**
 * What a method takes: checks a call's parameters and describes itself.
 *
 * @param method the method
 */
record MethodSignature(RpcMethod method) {

  /**
   * The parameters as the handler gets them: an int where a double is wanted becomes one.
   *
   * @throws RpcFault -32602 that says what was wanted and what came
   */
  List<Object> fit(List<Object> params) throws RpcFault {
    List<Param> wanted = method.params();
    if (params.size() < required() || params.size() > wanted.size()) {
      throw mismatch(params);
    }
    List<Object> fitted = new ArrayList<>(params.size());
    for (int i = 0; i < params.size(); i++) {
      Object param = params.get(i);
      RpcMethod.Type type = wanted.get(i).type();
      if (type == RpcMethod.Type.DOUBLE && param instanceof Integer number) {
        fitted.add(number.doubleValue());
      } else if (classOf(type).isInstance(param)) {
        fitted.add(param);
      } else {
        throw mismatch(params);
      }
    }
    return fitted;
  }

  /** One list for each number of parameters that may be given: the answer's type, then theirs. */
  List<List<String>> forIntrospection() {
    List<List<String>> signatures = new ArrayList<>();
    for (int given = required(); given <= method.params().size(); given++) {
      List<String> signature = new ArrayList<>();
      signature.add(nameOf(method.answer()));
      method.params().subList(0, given).forEach(param -> signature.add(nameOf(param.type())));
      signatures.add(signature);
    }
    return signatures;
  }

  private int required() {
    // Optional ones come last.
    int required = method.params().size();
    while (required > 0 && method.params().get(required - 1).optional()) {
      required--;
    }
    return required;
  }

  private RpcFault mismatch(List<Object> params) {
    String wanted =
        method.params().stream()
            .map(
                param ->
                    nameOf(param.type())
                        + " "
                        + param.name()
                        + (param.optional() ? " optional" : ""))
            .collect(Collectors.joining(", ", "(", ")"));
    String got =
        params.stream()
            .limit(20)
            .map(MethodSignature::typeOf)
            .collect(Collectors.joining(", ", "(", params.size() > 20 ? ", ...)" : ")"));
    return new RpcFault(
        FaultCode.BAD_PARAMETERS, method.name() + " takes " + wanted + ", got " + got);
  }

  private static Class<?> classOf(RpcMethod.Type type) {
    return switch (type) {
      case STRING -> String.class;
      case INT -> Integer.class;
      case DOUBLE -> Double.class;
      case BOOLEAN -> Boolean.class;
      case ARRAY -> List.class;
      case STRUCT -> Map.class;
    };
  }

  private static String nameOf(RpcMethod.Type type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  private static String typeOf(Object value) {
    for (RpcMethod.Type type : RpcMethod.Type.values()) {
      if (classOf(type).isInstance(value)) {
        return nameOf(type);
      }
    }
    return value instanceof Date ? "dateTime.iso8601" : "base64";
  }
}
