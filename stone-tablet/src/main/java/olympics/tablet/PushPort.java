package olympics.tablet;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import olympics.games.core.ItemKey;
import olympics.games.core.Names;
import olympics.http.PortInUseException;
import olympics.process.core.Address;
import olympics.process.core.PushKey;
import olympics.rpc.FaultCode;
import olympics.rpc.RpcCall;
import olympics.rpc.RpcFault;
import olympics.rpc.RpcMethod;
import olympics.rpc.RpcServer;
import olympics.tablet.core.Known;
import olympics.tls.Links;
import olympics.web.Site;
import olympics.wire.Methods;

/**
 * The tablet's own port: confirms its registration and takes the updates that it registered for,
 * from who knows its key. Thread-safe.
 */
final class PushPort implements AutoCloseable {
  private static final int LONGEST_CHALLENGE = 1000;
  private static final int KEY_BYTES = 16;

  /** Takes updates, on a worker thread; may block. */
  @FunctionalInterface
  interface Receiver {
    void pushed(Known update);
  }

  private final PushKey key = draw();
  private final RpcServer server;
  private volatile Set<ItemKey> registered = Set.of();
  private volatile boolean registers;
  private volatile Receiver receiver = update -> {};

  /**
   * Listens; refuses every push until something is registered.
   *
   * @param site pages beside the pushes
   */
  PushPort(Address bind, Links links, Site site) throws PortInUseException {
    server =
        RpcServer.start(
            new RpcServer.Settings(bind, Optional.empty(), () -> true).with(links).with(site),
            List.of(confirm(), printTally(), printScore()));
  }

  /** Where it listens, with the port that was chosen. */
  Address address() {
    return server.address();
  }

  /** What pushes must carry; another one at each start. */
  PushKey key() {
    return key;
  }

  private static PushKey draw() {
    byte[] bytes = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    return new PushKey(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** From now on takes updates of these items, and confirms that it wants them. */
  void expect(Set<ItemKey> keys, Receiver to) {
    receiver = to;
    registered = Set.copyOf(keys);
    registers = true;
  }

  @Override
  public void close() {
    server.close();
  }

  private RpcMethod confirm() {
    return RpcMethod.named(Methods.CONFIRM_REGISTRATION)
        .takes("challenge", RpcMethod.Type.STRING)
        .answers(RpcMethod.Type.STRING)
        .help(
            "Echoes the challenge: this tablet did ask to be registered. Fault 400 if it did not,"
                + " or if the challenge has more than 1000 characters.")
        .answeredBy(this::confirmed);
  }

  private RpcMethod printTally() {
    return RpcMethod.named(Methods.PRINT_MEDAL_TALLY_FOR_TEAM)
        .takes("tally", RpcMethod.Type.STRUCT)
        .takes("time_of_update", RpcMethod.Type.DOUBLE)
        .answers(RpcMethod.Type.BOOLEAN)
        .help(
            "Shows a tally, a struct as get_medal_tally answers it, unless a newer one was shown;"
                + " time_of_update in seconds since 1970. True. Fault 401 without the key that this"
                + " tablet registered with (Games-Push-Key), 400 if it is no such struct, 404 if"
                + " this tablet did not register for the team.")
        .blocking()
        .answeredBy(
            call -> {
              requireKey(call);
              return taken(Answer.pushed(ItemKey.Kind.TALLY, call.params().get(0)));
            });
  }

  private RpcMethod printScore() {
    return RpcMethod.named(Methods.PRINT_SCORE_FOR_EVENT)
        .takes("score", RpcMethod.Type.STRUCT)
        .takes("time_of_update", RpcMethod.Type.DOUBLE)
        .answers(RpcMethod.Type.BOOLEAN)
        .help(
            "Shows a score, a struct as get_score answers it, unless a newer one was shown;"
                + " time_of_update in seconds since 1970. True. Fault 401 without the key that this"
                + " tablet registered with (Games-Push-Key), 400 if it is no such struct, 404 if"
                + " this tablet did not register for the event.")
        .blocking()
        .answeredBy(
            call -> {
              requireKey(call);
              return taken(Answer.pushed(ItemKey.Kind.SCORE, call.params().get(0)));
            });
  }

  private String confirmed(RpcCall call) throws RpcFault {
    String challenge = call.string(0);
    if (!registers) {
      throw new RpcFault(
          FaultCode.BAD_ARGUMENT, "this tablet did not ask to be registered, it only polls");
    }
    if (challenge.length() > LONGEST_CHALLENGE) {
      throw new RpcFault(
          FaultCode.BAD_ARGUMENT,
          "the challenge has "
              + challenge.length()
              + " characters, expected at most "
              + LONGEST_CHALLENGE);
    }
    return challenge;
  }

  private void requireKey(RpcCall call) throws RpcFault {
    if (call.pushKey().filter(this::isOurs).isEmpty()) {
      throw new RpcFault(
          FaultCode.NOT_AUTHORISED,
          "this push does not carry the key that this tablet registered with (Games-Push-Key),"
              + " nothing was shown");
    }
  }

  /** Takes as long whatever the difference is. */
  private boolean isOurs(PushKey shown) {
    return MessageDigest.isEqual(
        key.text().getBytes(StandardCharsets.US_ASCII),
        shown.text().getBytes(StandardCharsets.US_ASCII));
  }

  private boolean taken(Known update) throws RpcFault {
    if (!registered.contains(update.item().key())) {
      throw new RpcFault(
          FaultCode.NOT_FOUND,
          "this tablet did not register for the "
              + Names.quotable(update.item().key().toString())
              + (registered.isEmpty() ? ", nor for anything else" : ""));
    }
    receiver.pushed(update);
    return true;
  }
}
