package olympics.system.bench.core;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts values on a stretch of a picture.
 *
 * @param low the value at {@code from}
 * @param high the value at {@code to}
 */
record Scale(boolean logarithmic, double low, double high, double from, double to) {
  /** Above the greatest value, by the length of the stretch. */
  private static final double ROOM = 0.04;

  private static final int ENOUGH_TICKS = 4;
  private static final double[] STEPS = {1, 2, 5, 10};

  /** Holds these values; a linear one begins at 0. */
  static Scale over(boolean logarithmic, double least, double greatest, double from, double to) {
    if (logarithmic && least <= 0) {
      throw new IllegalArgumentException(least + " has no place on a logarithmic axis");
    }
    if (logarithmic) {
      boolean alone = least == greatest;
      double low = alone ? least / 2 : least;
      double high = alone ? greatest * 2 : greatest * Math.pow(greatest / least, ROOM);
      return new Scale(true, low, high, from, to);
    }
    double low = Math.min(0, least);
    double high = greatest > low ? greatest : low + 1;
    return new Scale(false, low, high + (high - low) * ROOM, from, to);
  }

  double at(double value) {
    double share =
        logarithmic ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
    return from + share * (to - from);
  }

  /** The axis's own ticks that are within, or some round numbers. */
  List<SvgPlot.Tick> ticks(SvgPlot.Axis axis) {
    if (!axis.ticks().isEmpty()) {
      return axis.ticks().stream().filter(t -> t.at() >= low && t.at() <= high).toList();
    }
    return (logarithmic ? roundOnes() : multiples())
        .stream().map(value -> new SvgPlot.Tick(value, Figures.text(value))).toList();
  }

  private List<Double> multiples() {
    double power = Math.pow(10, Math.floor(Math.log10((high - low) / ENOUGH_TICKS)));
    double step = power;
    for (double factor : STEPS) {
      step = power * factor;
      if ((high - low) / step <= ENOUGH_TICKS + 2) {
        break;
      }
    }
    List<Double> values = new ArrayList<>();
    for (long i = (long) Math.ceil(low / step); i * step <= high; i++) {
      values.add(i * step);
    }
    return values;
  }

  /** Powers of ten, and between them 2 and 5 if there would be too few. */
  private List<Double> roundOnes() {
    List<Double> values = new ArrayList<>();
    for (int steps = 1; steps <= STEPS.length - 1 && values.size() < ENOUGH_TICKS; steps += 2) {
      values.clear();
      for (double power = Math.pow(10, Math.floor(Math.log10(low))); power <= high; power *= 10) {
        for (int i = 0; i < steps; i++) {
          double value = power * STEPS[i];
          if (value >= low && value <= high) {
            values.add(value);
          }
        }
      }
    }
    return values;
  }
}
