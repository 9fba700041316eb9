package olympics.system.bench.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What was measured under the same conditions, by the rows that came to their end.
 *
 * @param byRow the last time each was measured
 */
public record Measurements(Map<String, List<Measurement>> byRow) {
  /** How much of a processor wrk had itself, by what it loaded. */
  public static final String WRK_BUSY = "wrk-busy";

  /** Reads the lines of a file; rows that were broken off, and other conditions, do not count. */
  public static Measurements of(Collection<String> lines, Measurement.Conditions conditions) {
    Map<String, List<Measurement>> open = new LinkedHashMap<>();
    Map<String, List<Measurement>> complete = new LinkedHashMap<>();
    for (String line : lines) {
      Measurement read = Measurement.parse(line).orElse(null);
      if (read == null || !read.conditions().equals(conditions)) {
        continue;
      }
      open.computeIfAbsent(read.row(), row -> new ArrayList<>()).add(read);
      if (read.isEnd()) {
        complete.put(read.row(), open.remove(read.row()));
      }
    }
    return new Measurements(complete);
  }

  /** The rows that are complete. */
  public Set<String> rows() {
    return byRow.keySet();
  }

  /** The values of a series at one place, in the order of the rounds. */
  public List<Double> values(String subject, String series, double x) {
    return all()
        .filter(m -> m.subject().equals(subject) && m.series().equals(series) && m.x() == x)
        .sorted(Comparator.comparingInt(Measurement::round))
        .map(Measurement::value)
        .toList();
  }

  /** Where a series has values. */
  public SortedSet<Double> places(String subject, String series) {
    SortedSet<Double> places = new TreeSet<>();
    all()
        .filter(m -> m.subject().equals(subject) && m.series().equals(series))
        .forEach(m -> places.add(m.x()));
    return places;
  }

  /** A series as it is drawn: the median of each place, with its interval. */
  public SvgPlot.Series drawn(String subject, String series, String name) {
    List<SvgPlot.Point> points = new ArrayList<>();
    for (double x : places(subject, series)) {
      MedianInterval interval = MedianInterval.of(values(subject, series, x));
      points.add(new SvgPlot.Point(x, interval.median(), interval.low(), interval.high()));
    }
    return new SvgPlot.Series(name, points, true);
  }

  /** The load of the machine when each row began, the least and the greatest; empty of no row. */
  public List<Double> loads() {
    List<Double> loads = all().filter(Measurement::isEnd).map(Measurement::value).sorted().toList();
    return loads.isEmpty() ? loads : List.of(loads.get(0), loads.get(loads.size() - 1));
  }

  /** The median of each series of a subject, by its name. */
  public SortedMap<String, Double> medians(String subject) {
    SortedMap<String, List<Double>> values = new TreeMap<>();
    all()
        .filter(m -> m.subject().equals(subject))
        .forEach(m -> values.computeIfAbsent(m.series(), s -> new ArrayList<>()).add(m.value()));
    SortedMap<String, Double> medians = new TreeMap<>();
    values.forEach((series, all) -> medians.put(series, MedianInterval.of(all).median()));
    return medians;
  }

  private Stream<Measurement> all() {
    return byRow.values().stream().flatMap(List::stream);
  }
}
