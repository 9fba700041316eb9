package olympics.system;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import olympics.process.core.Address;

/**
 * Where the servers of some Games listen, and the command lines of all their programs. Not
 * thread-safe.
 */
final class CommandLines {
  private final Path scripts;
  private final Path dataDirectory;
  private final Map<String, Address> addresses = new LinkedHashMap<>();
  private final Map<String, List<String>> commands = new LinkedHashMap<>();
  private boolean onlyHere = true;

  /**
   * The seed's four servers on free ports of this machine.
   *
   * @param modes the cache modes of the two front-ends
   */
  CommandLines(Path scripts, Path dataDirectory, List<String> modes) {
    this.scripts = scripts;
    this.dataDirectory = dataDirectory;
    List<Integer> ports = FreePorts.take(4);
    List<String> names = List.of(Games.DATABASE, Games.ONE, Games.TWO, Games.BALANCER);
    for (int i = 0; i < names.size(); i++) {
      addresses.put(names.get(i), new Address("localhost", ports.get(i)));
    }
    String x = "--xhost=" + address(Games.ONE);
    String y = "--yhost=" + address(Games.TWO);
    layOut(Games.DATABASE, "database-server", "--uid=0", x, y);
    layOutFrontEnd(Games.ONE, 1, Games.TWO, modes.get(0));
    layOutFrontEnd(Games.TWO, 2, Games.ONE, modes.get(1));
    layOut(Games.BALANCER, "pygmy-dotcom", x, y);
  }

  private void layOutFrontEnd(String server, int uid, String other, String mode) {
    layOut(
        server,
        "obelix-server",
        "--uid=" + uid,
        "--dbhost=" + address(Games.DATABASE),
        "--zhost=" + address(other),
        "--cache=" + mode);
  }

  private void layOut(String server, String launcher, String... arguments) {
    List<String> command = begin(launcher, "-l", "--port=" + address(server).port());
    Collections.addAll(command, arguments);
    commands.put(server, command);
  }

  private List<String> begin(String launcher, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(scripts.resolve(launcher).toString());
    Collections.addAll(command, arguments);
    command.add("--data-dir=" + dataDirectory);
    return command;
  }

  /** The servers, the database server first. */
  Set<String> servers() {
    return Collections.unmodifiableSet(commands.keySet());
  }

  /** Where a server listens. */
  Address address(String server) {
    return addresses.get(server);
  }

  /** The command line of a server. */
  List<String> of(String server) {
    return List.copyOf(commands.get(server));
  }

  /** The command line of a client whose balancer is there. */
  List<String> ofClient(String launcher, Address balancer, String... arguments) {
    List<String> command =
        begin(launcher, onlyHere ? "-l" : "--serip=localhost", "--serport=" + balancer.port());
    Collections.addAll(command, arguments);
    return command;
  }

  /** The command line that makes the certificates of these Games. */
  List<String> ofInitSecrets() {
    return begin("init-secrets");
  }

  /** Adds arguments to a server's command line. */
  void add(String server, String... arguments) {
    Collections.addAll(commands.get(server), arguments);
  }

  /** Has one server call another at this address instead of its own. */
  void redirect(String caller, String called, Address to) {
    String direct = "=" + address(called);
    commands
        .get(caller)
        .replaceAll(
            argument -> argument.endsWith(direct) ? argument.replace(direct, "=" + to) : argument);
  }

  /** Takes -l away, from clients too: the servers are for several machines, though on one. */
  void spread() {
    onlyHere = false;
    commands.values().forEach(command -> command.remove("-l"));
    commands.values().forEach(command -> command.add("--bind=127.0.0.1"));
  }
}
