package io.flowverdict.bench;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.OperatingSystemMXBean;
import io.flowverdict.bench.throughput.GeneratedTiers;
import io.flowverdict.bench.throughput.TiersJudge;
import io.flowverdict.core.flowlog.FlowColumnReader;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/// Judges an object from a file, some times, and prints what that took, for [MemoryBenchmark].
final class MemoryRun {

  static final GeneratedTiers TIERS = new GeneratedTiers(1, 1_000, 100);

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /// In how many places of an object the heap is collected and looked at.
  private static final int LOOKS = 16;

  private final Path object;
  private final long records;
  private volatile long afterGc;
  private volatile boolean secondHalf;
  private long live;
  private long nextLook;

  private MemoryRun(Path object, long records) {
    this.object = object;
    this.records = records;
  }

  /// What was measured.
  ///
  /// @param firstWall seconds, of the first object of the process
  /// @param firstCpu seconds of all threads
  /// @param laterWall seconds, of the last object of the process
  /// @param resident the most bytes that the process had in memory
  /// @param afterGc the most bytes in the heap after a collection in the second half of an object;
  ///   0 when there was none
  /// @param live the most bytes in the heap that were in use then; 0 when it was not looked
  record Result(
      double firstWall,
      double firstCpu,
      double laterWall,
      double laterCpu,
      long resident,
      long afterGc,
      long live) {

    static Result parse(String line) {
      String[] values = line.strip().split(" ", -1);
      return new Result(
          Double.parseDouble(values[0]),
          Double.parseDouble(values[1]),
          Double.parseDouble(values[2]),
          Double.parseDouble(values[3]),
          Long.parseLong(values[4]),
          Long.parseLong(values[5]),
          Long.parseLong(values[6]));
    }

    String line() {
      return "%s %s %s %s %d %d %d"
          .formatted(firstWall, firstCpu, laterWall, laterCpu, resident, afterGc, live);
    }
  }

  /// Runs it.
  ///
  /// @param arguments the file, how many records it has, how often to judge it, and `look` to
  ///   collect the heap and look at it on the way
  public static void main(String[] arguments) throws IOException {
    Result result =
        measure(
            Path.of(arguments[0]),
            Long.parseLong(arguments[1]),
            Integer.parseInt(arguments[2]),
            arguments[3].equals("look"));
    System.out.println(result.line());
  }

  static Result measure(Path object, long records, int times, boolean looks) throws IOException {
    return new MemoryRun(object, records).run(times, looks);
  }

  private Result run(int times, boolean looks) throws IOException {
    listen();
    TiersJudge judge = new TiersJudge(TIERS);
    double[] first = new double[2];
    double[] later = new double[2];
    for (int i = 0; i < times; i++) {
      long cpu = SYSTEM.getProcessCpuTime();
      long start = System.nanoTime();
      judge(judge, looks);
      later =
          new double[] {
            (System.nanoTime() - start) / 1e9, (SYSTEM.getProcessCpuTime() - cpu) / 1e9
          };
      first = i == 0 ? later : first;
    }
    return new Result(first[0], first[1], later[0], later[1], resident(), afterGc, live);
  }

  private void judge(TiersJudge judge, boolean looks) throws IOException {
    nextLook = looks ? 1 : Long.MAX_VALUE;
    secondHalf = false;
    long judged = judge.judge(FlowColumnReader.open(Files.newInputStream(object)), this::progress);
    if (judged != records) {
      throw new IllegalStateException("Of " + records + " records " + judged + " were judged");
    }
  }

  private void progress(long judged) {
    secondHalf = judged > records / 2;
    if (judged >= nextLook) {
      nextLook = judged + records / LOOKS;
      System.gc();
      long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
      live = secondHalf ? Math.max(live, used) : live;
    }
  }

  private void listen() {
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      if (collector instanceof NotificationEmitter emitter) {
        emitter.addNotificationListener((notification, _) -> collected(notification), null, null);
      }
    }
  }

  private void collected(Notification notification) {
    if (secondHalf
        && notification
            .getType()
            .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
      long used =
          GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
              .getGcInfo()
              .getMemoryUsageAfterGc()
              .entrySet()
              .stream()
              .filter(pool -> isHeap(pool.getKey()))
              .mapToLong(pool -> pool.getValue().getUsed())
              .sum();
      afterGc = Math.max(afterGc, used);
    }
  }

  private static boolean isHeap(String pool) {
    return pool.contains("Eden") || pool.contains("Survivor") || pool.contains("Gen");
  }

  private static long resident() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .map(line -> line.replaceAll("\\D", ""))
          .mapToLong(kilobytes -> Long.parseLong(kilobytes) * 1024)
          .findFirst()
          .orElseThrow();
    }
  }
}
