package olympics.database.storage;

import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import olympics.games.core.Lineage;
import olympics.rpc.RpcFault;

/** Begins an epoch at each start. */
final class Epochs {
  private static final int BYTES = 8;

  private Epochs() {}

  /** 16 hexadecimal digits that nobody can foresee. */
  static String draw() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Appends a new epoch to the database's list; it is on disk when this returns. */
  static Lineage begin(Session session) throws SQLException, RpcFault {
    session.run(Sql.BEGIN_WRITE);
    List<Lineage.Epoch> epochs = new ArrayList<>(History.epochs(session));
    Lineage.Epoch next = new Lineage.Epoch(draw(), History.lastNumber(session) + 1);
    epochs.add(next);
    History.append(session, epochs.size(), next);
    session.run(Sql.COMMIT);
    return new Lineage(epochs);
  }
}
