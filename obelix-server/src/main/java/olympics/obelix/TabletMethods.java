package olympics.obelix;

import static olympics.rpc.RpcMethod.Type.ARRAY;
import static olympics.rpc.RpcMethod.Type.BOOLEAN;
import static olympics.rpc.RpcMethod.Type.STRING;
import static olympics.rpc.RpcMethod.Type.STRUCT;

import java.util.List;
import java.util.Optional;
import olympics.process.core.PushKey;
import olympics.rpc.RpcCall;
import olympics.rpc.RpcMethod;
import olympics.wire.Methods;
import olympics.wire.Struct;

/** The methods for tablets, and the one by which the database tells of changes. */
final class TabletMethods {
  private final Registrations registrations;
  private final ScoreKeeper keeper;
  private final TabletFollower follower;

  TabletMethods(Registrations registrations, ScoreKeeper keeper, TabletFollower follower) {
    this.registrations = registrations;
    this.keeper = keeper;
    this.follower = follower;
  }

  List<RpcMethod> all() {
    return List.of(registerClient(), unregisterClient(), itemsChanged());
  }

  private RpcMethod registerClient() {
    return RpcMethod.named(Methods.REGISTER_CLIENT)
        .takes("host_and_port", ARRAY)
        .takes("events", ARRAY)
        .takes("teams", ARRAY)
        .mayTake("push_key", STRING)
        .answers(STRUCT)
        .help(
            "Registers a tablet for updates of events and teams (arrays of strings): a struct with"
                + " host, port, events, teams and lease_seconds; register again within that time;"
                + " and through: updates are of what changes after that version."
                + " host must be where the call comes from (localhost on the same machine), port"
                + " 1024 or more; confirm_registration is called there and must echo its argument"
                + " within 2 seconds. Pushes carry push_key, 22 to 64 characters of A-Z, a-z, 0-9,"
                + " - and _, in the header Games-Push-Key: a tablet that gives one can refuse what"
                + " others push. Faults: 400 bad argument or no echo, 404 nothing that exists, 503 no"
                + " database.")
        .handledBy(
            call ->
                registrations.register(
                    call.clientAddress(),
                    Struct.array(call.params().get(0)),
                    Struct.array(call.params().get(1)),
                    Struct.array(call.params().get(2)),
                    pushKey(call)));
  }

  private static Optional<PushKey> pushKey(RpcCall call) {
    return call.has(3) ? Optional.of(new PushKey(call.string(3))) : Optional.empty();
  }

  private RpcMethod unregisterClient() {
    return RpcMethod.named(Methods.UNREGISTER_CLIENT)
        .takes("host_and_port", ARRAY)
        .answers(STRUCT)
        .help(
            "Ends a tablet's registration: a struct with host, port and known (boolean). Only from"
                + " where it was registered. Faults: 400 bad argument, 503 no database.")
        .handledBy(
            call ->
                registrations.unregister(call.clientAddress(), Struct.array(call.params().get(0))));
  }

  private RpcMethod itemsChanged() {
    return RpcMethod.named(Methods.ITEMS_CHANGED)
        .takes("notice", STRUCT)
        .answers(BOOLEAN)
        .forServers()
        .help(
            "From the database server after a commit: a struct with since, through, items (with"
                + " their new values), registered and unregistered (tablets). Answers true.")
        .answeredBy(
            call -> {
              Notice notice = Notice.of(Struct.of(call.params().get(0)));
              keeper.onNotice(notice);
              follower.onNotice(notice);
              return true;
            });
  }
}
