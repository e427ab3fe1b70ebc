package io.flowverdict.bench.report;

import java.util.List;
import java.util.stream.IntStream;

/// How long a way took in each round.
///
/// @param wall nanoseconds for each record
/// @param cpu nanoseconds of all threads for each record
public record Timing(Way way, List<Double> wall, List<Double> cpu) {

  public Timing {
    wall = List.copyOf(wall);
    cpu = List.copyOf(cpu);
  }

  /// {@return the median of the rounds}
  public double medianWall() {
    return median(wall);
  }

  /// {@return the median of the rounds}
  public double medianCpu() {
    return median(cpu);
  }

  /// {@return how fast it is beside another way: the median of what each round says, so that a
  /// machine that is slower for a while does not count}
  public double speedBeside(Timing other) {
    return median(ratios(other.wall, wall));
  }

  /// {@return the same of processor time}
  public double cpuSpeedBeside(Timing other) {
    return median(ratios(other.cpu, cpu));
  }

  private static List<Double> ratios(List<Double> above, List<Double> below) {
    return IntStream.range(0, below.size()).mapToObj(i -> above.get(i) / below.get(i)).toList();
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
