package olympics.cacofonix.outbox;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import olympics.cacofonix.core.Update;
import olympics.cacofonix.core.Update.MedalWon;
import olympics.cacofonix.core.Update.ScoreReport;
import olympics.games.core.Medal;

/**
 * One line of an outbox: a checksum, the kind of record, and its fields, separated by tabs. Names
 * and scores hold no control characters, so nothing needs escaping.
 */
sealed interface OutboxRecord {
  /** The first line: whose outbox this is. */
  record Began(Run run) implements OutboxRecord {}

  /** An update that is about to be sent. */
  record Written(long sequence, Update update) implements OutboxRecord {}

  /** An update that was answered. */
  record Acked(long sequence) implements OutboxRecord {}

  /** The line, with its checksum and line end. */
  default byte[] encoded() {
    String text = String.join("\t", fields());
    return (checksum(text) + "\t" + text + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private List<String> fields() {
    if (this instanceof Began began) {
      return List.of("run-1", began.run.writer(), began.run.name(), began.run.of());
    }
    if (this instanceof Written written) {
      String sequence = Long.toString(written.sequence);
      if (written.update instanceof MedalWon won) {
        return List.of("medal", sequence, won.team(), won.medal().wireName(), won.event());
      }
      ScoreReport report = (ScoreReport) written.update;
      return List.of("score", sequence, report.event(), report.score());
    }
    return List.of("acked", Long.toString(((Acked) this).sequence));
  }

  /** Reads a line without its line end; empty if it is not one that {@link #encoded} wrote. */
  static Optional<OutboxRecord> decode(String line) {
    int tab = line.indexOf('\t');
    if (tab < 0 || !checksum(line.substring(tab + 1)).equals(line.substring(0, tab))) {
      return Optional.empty();
    }
    String[] fields = line.substring(tab + 1).split("\t", -1);
    try {
      return Optional.of(
          switch (fields[0]) {
            case "run-1" -> new Began(new Run(fields[1], fields[2], fields[3]));
            case "medal" ->
                new Written(
                    Long.parseLong(fields[1]),
                    new MedalWon(fields[2], Medal.parse(fields[3]), fields[4]));
            case "score" ->
                new Written(Long.parseLong(fields[1]), new ScoreReport(fields[2], fields[3]));
            case "acked" -> new Acked(Long.parseLong(fields[1]));
            default -> throw new IllegalArgumentException("unknown kind: " + fields[0]);
          });
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      return Optional.empty(); // written by a version that this one does not know
    }
  }

  private static String checksum(String text) {
    CRC32C crc = new CRC32C();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }
}
