package io.flowverdict.bench;

import com.sun.management.OperatingSystemMXBean;
import io.flowverdict.aws.history.SnapshotObject;
import io.flowverdict.bench.account.GeneratedEc2Server;
import io.flowverdict.core.judge.Judge;
import io.flowverdict.core.snapshot.Snapshot;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/// What a function does with a configuration that is new, in a process of its own: captures it from
/// an endpoint, encodes, decodes and indexes it, a few times over. Prints what that took.
final class LargeAccountRun {
  private static final double SECOND = 1e9;
  private static final double MB = 1 << 20;

  private final URI endpoint;
  private final int times;
  private final List<Step> steps = new ArrayList<>();

  /// What a function holds at the same time, so that it is not collected before.
  private final List<Object> held = new ArrayList<>();

  private LargeAccountRun(URI endpoint, int times) {
    this.endpoint = endpoint;
    this.times = times;
  }

  /// @param cpuSeconds of all threads of this process
  private record Step(String name, double seconds, double cpuSeconds) {}

  /// Runs it.
  ///
  /// @param arguments the endpoint, and how often to do it
  public static void main(String[] arguments) throws Exception {
    new LargeAccountRun(URI.create(arguments[0]), Integer.parseInt(arguments[1])).run();
  }

  private void run() throws Exception {
    for (int i = 1; i <= times; i++) {
      once(/* last= */ i == times);
    }
    System.out.printf("%-9s %20s %20s%n", "", "first (of CPU)", "last (of CPU)");
    for (String name : List.of("capture", "encode", "decode", "index")) {
      List<Step> each = steps.stream().filter(step -> step.name.equals(name)).toList();
      System.out.printf("%-9s %20s %20s%n", name, text(each.getFirst()), text(each.getLast()));
    }
  }

  private static String text(Step step) {
    return String.format(Locale.ROOT, "%.2f s (%.2f s)", step.seconds, step.cpuSeconds);
  }

  private void once(boolean last) throws Exception {
    Snapshot captured = timed("capture", () -> GeneratedEc2Server.capture(endpoint));
    SnapshotObject stored = timed("encode", () -> SnapshotObject.of(captured));
    Snapshot decoded = timed("decode", () -> decode(stored));
    timed("index", () -> new Judge(decoded));
    if (!decoded.equals(captured)) {
      throw new IllegalStateException("What was decoded is not what was encoded");
    }
    if (last) {
      reportSizes(stored);
    }
    held.clear();
  }

  private static Snapshot decode(SnapshotObject stored) throws IOException {
    return SnapshotObject.read("stored", stored.id(), new ByteArrayInputStream(stored.gzipped()));
  }

  private <T> T timed(String name, Callable<T> work) throws Exception {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long start = System.nanoTime();
    long startCpu = system.getProcessCpuTime();
    T result = work.call();
    held.add(result);
    steps.add(
        new Step(
            name,
            (System.nanoTime() - start) / SECOND,
            (system.getProcessCpuTime() - startCpu) / SECOND));
    return result;
  }

  private static void reportSizes(SnapshotObject stored) {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    System.gc();
    System.out.printf(
        Locale.ROOT,
        "stored    %7.1f MB%nheld      %7.0f MB of a heap of %.0f MB: two snapshots and an index%n",
        stored.gzipped().length / MB,
        memory.getHeapMemoryUsage().getUsed() / MB,
        memory.getHeapMemoryUsage().getMax() / MB);
  }
}
