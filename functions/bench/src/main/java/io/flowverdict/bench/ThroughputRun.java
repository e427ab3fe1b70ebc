package io.flowverdict.bench;

import com.sun.management.OperatingSystemMXBean;
import io.flowverdict.bench.throughput.Contenders;
import io.flowverdict.bench.throughput.GeneratedTiers;
import io.flowverdict.bench.throughput.GeneratedTraffic;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/// Measures in this process, every way in turn in each round, and prints the medians.
public final class ThroughputRun {

  private static final int WARM_UP = 3;
  private static final int ROUNDS = 5;
  private static final int RECORDS = Integer.getInteger("records", 1_000_000);

  private ThroughputRun() {}

  public static void main(String[] arguments) {
    System.out.println(
        "| object | way | ns per record | of the drain | CPU ns per record | of the drain's |");
    System.out.println("|---|---|---|---|---|---|");
    measure("v2", new GeneratedTiers(1, 1_000, 100), false);
    measure("30 fields", new GeneratedTiers(1, 1_000, 100), true);
    measureRecordByRecord("v2, short", new GeneratedTiers(1, 1_000, 100));
    for (int interfaces : List.of(10, 1_000, 10_000)) {
      for (int rules : List.of(10, 100, 1_000)) {
        String name = "v2, %,d interfaces, %,d rules".formatted(interfaces, rules);
        measureColumns(name, new GeneratedTiers(1, interfaces, rules));
      }
    }
  }

  private static void measure(String name, GeneratedTiers tiers, boolean wide) {
    Contenders contenders = new Contenders(tiers, GeneratedTraffic.object(tiers, wide, RECORDS));
    Map<String, LongSupplier> ways = new LinkedHashMap<>();
    ways.put("inflate only", contenders::drain);
    ways.put("judge by columns", contenders::columns);
    ways.put("read lines and split", contenders::split);
    print(name, RECORDS, ways);
  }

  /// On an object that is short: this way is some fifty times as slow.
  private static void measureRecordByRecord(String name, GeneratedTiers tiers) {
    int records = RECORDS / 20;
    Contenders contenders = new Contenders(tiers, GeneratedTraffic.object(tiers, false, records));
    Map<String, LongSupplier> ways = new LinkedHashMap<>();
    ways.put("inflate only", contenders::drain);
    ways.put("judge record by record", contenders::recordByRecord);
    print(name, records, ways);
  }

  private static void measureColumns(String name, GeneratedTiers tiers) {
    Contenders contenders = new Contenders(tiers, GeneratedTraffic.object(tiers, false, RECORDS));
    Map<String, LongSupplier> ways = new LinkedHashMap<>();
    ways.put("inflate only", contenders::drain);
    ways.put("judge by columns", contenders::columns);
    print(name, RECORDS, ways);
  }

  private static void print(String name, int records, Map<String, LongSupplier> ways) {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    Map<String, List<long[]>> times = new LinkedHashMap<>();
    for (int round = 0; round < WARM_UP + ROUNDS; round++) {
      for (Map.Entry<String, LongSupplier> way : ways.entrySet()) {
        long cpu = system.getProcessCpuTime();
        long start = System.nanoTime();
        long result = way.getValue().getAsLong();
        long wall = System.nanoTime() - start;
        cpu = system.getProcessCpuTime() - cpu;
        if (result <= 0) {
          throw new IllegalStateException(way.getKey() + " read nothing");
        }
        if (round >= WARM_UP) {
          times.computeIfAbsent(way.getKey(), _ -> new ArrayList<>()).add(new long[] {wall, cpu});
        }
      }
    }
    double drainWall = 0;
    double drainCpu = 0;
    for (Map.Entry<String, List<long[]>> way : times.entrySet()) {
      double wall = median(way.getValue(), 0);
      double cpu = median(way.getValue(), 1);
      drainWall = drainWall == 0 ? wall : drainWall;
      drainCpu = drainCpu == 0 ? cpu : drainCpu;
      System.out.printf(
          "| %s | %s | %.0f | %.2f | %.0f | %.2f |%n",
          name, way.getKey(), wall / records, drainWall / wall, cpu / records, drainCpu / cpu);
    }
  }

  private static double median(List<long[]> times, int index) {
    double[] sorted = times.stream().mapToDouble(time -> time[index]).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
