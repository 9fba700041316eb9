package olympics.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import olympics.process.core.Address;
import olympics.system.link.Capture;
import olympics.system.link.FaultyLink;

/**
 * The links that requests of some Games go through: on the way from one server to another, where
 * they can be made faulty, or before a server, where all that it is sent is captured. Not
 * thread-safe.
 */
final class Detours implements AutoCloseable {
  private final CommandLines commands;
  private final Map<String, FaultyLink> links = new LinkedHashMap<>();
  private final Map<String, FaultyLink> entrances = new LinkedHashMap<>();

  Detours(CommandLines commands) {
    this.commands = commands;
  }

  /** Puts a link on the way from one server to another. */
  void putBetween(String from, String to) {
    FaultyLink link = linkTo(to);
    links.put(from + " to " + to, link);
    commands.redirect(from, to, link.address());
  }

  /** Has everybody go through a link to a server. */
  void putBefore(String server, Capture capture) {
    FaultyLink link = linkTo(server);
    link.capture(capture);
    entrances.put(server, link);
    commands.servers().forEach(caller -> commands.redirect(caller, server, link.address()));
    if (!server.equals(Games.BALANCER)) {
      commands.add(server, "--advertise=" + link.address());
    }
  }

  private FaultyLink linkTo(String server) {
    try {
      return FaultyLink.to(commands.address(server));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The link on the way from one server to another.
   *
   * @throws IllegalArgumentException if there is none
   */
  FaultyLink between(String from, String to) {
    FaultyLink link = links.get(from + " to " + to);
    if (link == null) {
      throw new IllegalArgumentException("no link from " + from + " to " + to);
    }
    return link;
  }

  /** All links between servers, by "from to to". */
  Map<String, FaultyLink> between() {
    return Collections.unmodifiableMap(links);
  }

  boolean hasEntrance(String server) {
    return entrances.containsKey(server);
  }

  /** Where others reach a server: at its entrance, if it has one. */
  Address entrance(String server) {
    return hasEntrance(server) ? entrances.get(server).address() : commands.address(server);
  }

  @Override
  public void close() {
    try {
      for (FaultyLink link : links.values()) {
        link.close();
      }
      for (FaultyLink entrance : entrances.values()) {
        entrance.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
