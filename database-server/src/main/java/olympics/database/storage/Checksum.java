package olympics.database.storage;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import olympics.games.core.Names;
import olympics.rpc.FaultCode;
import olympics.rpc.RpcFault;

/** The CRC32C over a row's table and values, stored in the row: a damaged row is no value. */
final class Checksum {
  // Between the values: a control character, which no stored text holds.
  private static final char SEPARATOR = '\u001f';

  private Checksum() {}

  /** The checksum of a row. */
  static long of(String table, Object... values) {
    StringBuilder canonical = new StringBuilder(table);
    for (Object value : values) {
      canonical.append(SEPARATOR).append(value);
    }
    CRC32C crc = new CRC32C();
    crc.update(canonical.toString().getBytes(StandardCharsets.UTF_8));
    return crc.getValue();
  }

  /**
   * Checks a row that was read.
   *
   * @throws RpcFault −32603 naming the row, if it is not as it was written
   */
  static void verify(long stored, String table, Object... values) throws RpcFault {
    if (stored != of(table, values)) {
      throw new RpcFault(
          FaultCode.INTERNAL,
          "row damaged: table "
              + table
              + ", "
              + Names.quotable(String.valueOf(values[0]))
              + ". Its checksum does not match, so it is not served. Restore a backup.");
    }
  }
}
