package io.flowverdict.bench.report;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/// Measures ways in this process, each of them in turn in each round.
public final class Rounds {

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final Way way;
  private final List<Double> wall = new ArrayList<>();
  private final List<Double> cpu = new ArrayList<>();

  private Rounds(Way way) {
    this.way = way;
  }

  /// {@return a timing for each way}
  public static List<Timing> measure(List<Way> ways, int rounds) throws Exception {
    int warmUp = ways.stream().mapToInt(Way::warmUp).max().orElse(0);
    List<Rounds> all = ways.stream().map(Rounds::new).toList();
    for (int round = -warmUp; round < rounds; round++) {
      for (Rounds each : all) {
        if (round >= -each.way.warmUp()) {
          each.measure(/* counts= */ round >= 0);
        }
      }
    }
    return all.stream().map(each -> new Timing(each.way, each.wall, each.cpu)).toList();
  }

  private void measure(boolean counts) throws Exception {
    long startCpu = SYSTEM.getProcessCpuTime();
    long start = System.nanoTime();
    long result = way.work().run();
    long end = System.nanoTime();
    long endCpu = SYSTEM.getProcessCpuTime();
    if (result <= 0) {
      throw new IllegalStateException(way.name() + " read nothing");
    }
    if (counts) {
      wall.add((end - start) / (double) way.records());
      cpu.add((endCpu - startCpu) / (double) way.records());
    }
  }
}
