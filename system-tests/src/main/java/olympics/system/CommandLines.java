package olympics.system;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
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
  private final Set<String> balancers = new HashSet<>();
  private boolean onlyHere = true;

  /**
   * A database server, front-ends and a balancer on free ports of this machine.
   *
   * @param modes the cache modes of the front-ends, two or more
   */
  CommandLines(Path scripts, Path dataDirectory, List<String> modes) {
    this.scripts = scripts;
    this.dataDirectory = dataDirectory;
    List<String> frontEnds =
        IntStream.rangeClosed(1, modes.size()).mapToObj(i -> "front-end " + i).toList();
    List<String> names = new ArrayList<>(List.of(Games.DATABASE));
    names.addAll(frontEnds);
    names.add(Games.BALANCER);
    List<Integer> ports = FreePorts.take(names.size());
    for (int i = 0; i < names.size(); i++) {
      addresses.put(names.get(i), new Address("localhost", ports.get(i)));
    }
    layOut(Games.DATABASE, "database-server", "--uid=0");
    name("--xhost=", "--yhost=", frontEnds, Games.DATABASE);
    for (int i = 0; i < frontEnds.size(); i++) {
      layOutFrontEnd(frontEnds.get(i), i + 1, frontEnds, modes.get(i));
    }
    layOutBalancer(Games.BALANCER, frontEnds);
  }

  private void layOutFrontEnd(String server, int uid, List<String> frontEnds, String mode) {
    layOut(
        server,
        "obelix-server",
        "--uid=" + uid,
        "--dbhost=" + address(Games.DATABASE),
        "--cache=" + mode);
    List<String> others = new ArrayList<>(frontEnds);
    others.remove(server);
    name("--zhost=", "--zhost=", others, server);
  }

  private void layOutBalancer(String server, List<String> frontEnds) {
    layOut(server, "pygmy-dotcom");
    name("--xhost=", "--yhost=", frontEnds, server);
    balancers.add(server);
  }

  /** Names servers to one: one option for the first of them, another one for each of the rest. */
  private void name(String first, String rest, List<String> servers, String to) {
    for (String server : servers) {
      add(to, (server.equals(servers.get(0)) ? first : rest) + address(server));
    }
  }

  /** Adds another balancer, for some of the front-ends. */
  void addBalancer(String server, List<String> frontEnds) {
    addresses.put(server, new Address("localhost", FreePorts.take(1).get(0)));
    layOutBalancer(server, frontEnds);
  }

  boolean isBalancer(String server) {
    return balancers.contains(server);
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

  /** Has a balancer listen on another port than the one that was drawn for it. */
  void listenOn(String balancer, int port) {
    String drawn = "--port=" + address(balancer).port();
    addresses.put(balancer, new Address("localhost", port));
    commands.get(balancer).replaceAll(word -> word.equals(drawn) ? "--port=" + port : word);
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

  /** Has a server started by these words in the place of its launcher. */
  void startBy(String server, List<String> words) {
    List<String> command = commands.get(server);
    command.remove(0);
    command.addAll(0, words);
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
