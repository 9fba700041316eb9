package olympics.system.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import olympics.system.Games;
import olympics.system.bench.core.Claim;
import olympics.system.bench.core.Figures;
import olympics.system.bench.core.Measurement;
import olympics.system.bench.core.Measurement.Conditions;

/** What a row measures with, and what it has measured so far. Confined to one thread. */
final class Bench {
  private final Settings settings;
  private final Conditions conditions;
  private final String row;
  private final PrintWriter out;
  private final List<Measurement> measured = new ArrayList<>();

  /**
   * How it is measured.
   *
   * @param each the length of a round
   * @param work a folder for what the programs keep, on the disk that is measured
   * @param output a folder for what is to be kept
   */
  record Settings(Duration each, int rounds, boolean tls, Path work, Path output) {}

  Bench(Settings settings, Conditions conditions, String row, PrintWriter out) {
    this.settings = settings;
    this.conditions = conditions;
    this.row = row;
    this.out = out;
  }

  Settings settings() {
    return settings;
  }

  int rounds() {
    return settings.rounds();
  }

  /** The Games with the options of users, and with certificates if those are asked for. */
  Games prepare(String... modes) {
    return dressed(Games.prepare(modes));
  }

  /** {@link #prepare} of Games that something else was done to before. */
  Games dressed(Games games) {
    games.withJavaOptions("");
    return settings.tls() ? games.withCertificates() : games;
  }

  /** Notes a value of ours. */
  void ours(String subject, double x, int round, double value) {
    note(subject, Claim.OURS, x, round, value);
  }

  /** Notes a value. */
  void note(String subject, String series, double x, int round, double value) {
    measured.add(new Measurement(conditions, row, subject, series, x, round, value));
  }

  /** Shows a value that has been measured. */
  void show(int round, String what, double value, String unit) {
    out.printf(Locale.ROOT, "  round %d  %-28s %10s %s%n", round, what, Figures.text(value), unit);
    out.flush();
  }

  /** All that was noted. */
  List<Measurement> measured() {
    return List.copyOf(measured);
  }
}
