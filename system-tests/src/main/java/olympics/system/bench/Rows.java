package olympics.system.bench;

import java.util.ArrayList;
import java.util.List;
import olympics.cli.UsageException;

/** All rows, in the order in which they are measured. */
final class Rows {
  private static final int MOST_FRONT_ENDS = 4;

  private static final List<Row> ALL =
      List.of(
          new ReadRows.FrontEnd(16),
          new ReadRows.FrontEnd(64),
          balancer(1),
          balancer(16),
          balancer(64),
          balancer(256),
          sequential(0),
          sequential(5),
          new WriteRows.Throughput(),
          new WriteRows.Fsyncs(),
          new TabletsRow("push-1000", List.of(1_000), List.of()),
          new MemoryRow(9_000_000),
          new OverloadRow(),
          new PythonRow(),
          new StartRow(),
          new ReadRows.Balancer("connections", List.of(2, 4, 8, 32, 128)),
          new SequentialRow("delays", List.of(1, 2, 10)),
          new StalenessRow(List.of(250, 500, 1_000, 2_000, 4_000)),
          new TabletsRow("tablets", List.of(10, 100, 300), List.of(10, 100, 300, 1_000)),
          new ReadRows.FrontEnds(MOST_FRONT_ENDS),
          new BudgetRow(List.of(1, 16, 64, 256)),
          new ProfileRow());

  private Rows() {}

  private static Row balancer(int connections) {
    return new ReadRows.Balancer("balancer-" + connections, List.of(connections));
  }

  private static Row sequential(int millis) {
    return new SequentialRow("sequential-" + millis + "ms", List.of(millis));
  }

  static List<Row> all() {
    return ALL;
  }

  /** Those of these names, or whose names begin with one and a hyphen; all, if there is none. */
  static List<Row> chosen(List<String> names) {
    List<Row> chosen = new ArrayList<>();
    for (Row row : ALL) {
      if (names.isEmpty() || names.stream().anyMatch(name -> isNamed(row, name))) {
        chosen.add(row);
      }
    }
    for (String name : names) {
      if (ALL.stream().noneMatch(row -> isNamed(row, name))) {
        throw new UsageException("there is no row " + name + "; --list names them all");
      }
    }
    return chosen;
  }

  private static boolean isNamed(Row row, String name) {
    return row.name().equals(name) || row.name().startsWith(name + "-");
  }
}
