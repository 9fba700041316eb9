package olympics.database.storage;

import java.io.IOException;
import java.nio.file.Path;

/** A database file that is not served; the message names it, says why and what to do. */
public final class DatabaseRefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  DatabaseRefusedException(Path file, String why, String whatToDo) {
    super("cannot use the database file " + file + ": " + why + ". " + whatToDo);
  }

  /** The file is no database of ours, or no longer: nothing but a person can say what it is. */
  static DatabaseRefusedException damaged(Path file, String why) {
    return new DatabaseRefusedException(
        file,
        why,
        "It was left as it is. Put a backup in its place with scripts/restore, or move it away (with"
            + " its -wal, -shm and -mark files) to begin with a new one, or name another file with"
            + " --db.");
  }
}
