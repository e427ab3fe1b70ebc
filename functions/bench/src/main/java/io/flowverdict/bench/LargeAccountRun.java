package io.flowverdict.bench;

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
  private static final int TIMES = 3;
  private static final double SECOND = 1e9;
  private static final double MB = 1 << 20;

  private final URI endpoint;
  private final List<Step> steps = new ArrayList<>();

  /// What a function holds at the same time, so that it is not collected before.
  private final List<Object> held = new ArrayList<>();

  private LargeAccountRun(URI endpoint) {
    this.endpoint = endpoint;
  }

  private record Step(String name, double seconds) {}

  /// Runs it.
  ///
  /// @param arguments the endpoint
  public static void main(String[] arguments) throws Exception {
    new LargeAccountRun(URI.create(arguments[0])).run();
  }

  private void run() throws Exception {
    for (int i = 0; i < TIMES; i++) {
      once(/* last= */ i + 1 == TIMES);
    }
    System.out.printf("%-9s %9s %9s%n", "", "first", "best of " + TIMES);
    for (String name : List.of("capture", "encode", "decode", "index")) {
      double[] seconds =
          steps.stream()
              .filter(step -> step.name.equals(name))
              .mapToDouble(Step::seconds)
              .toArray();
      double best = Double.MAX_VALUE;
      for (double each : seconds) {
        best = Math.min(best, each);
      }
      System.out.printf(Locale.ROOT, "%-9s %7.2f s %7.2f s%n", name, seconds[0], best);
    }
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
    long start = System.nanoTime();
    T result = work.call();
    held.add(result);
    steps.add(new Step(name, (System.nanoTime() - start) / SECOND));
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
