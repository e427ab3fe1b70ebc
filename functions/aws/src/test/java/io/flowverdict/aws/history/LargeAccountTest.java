package io.flowverdict.aws.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.flowverdict.aws.inventory.LargeAccount;
import io.flowverdict.core.judge.Judge;
import io.flowverdict.core.snapshot.Snapshot;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/// An account of 5,000 interfaces, 2,500 security groups with 60 rules each, 200 network ACLs and
/// 100 prefix lists, from the answers of the API to what judges, in a function of 1,769 MB.
class LargeAccountTest {
  private static final long MB = 1 << 20;
  private static final long FUNCTION = 1769 * MB;

  private final StringBuilder report = new StringBuilder();

  /// What must not be collected while the heap is measured.
  private final List<Object> held = new ArrayList<>();

  @Test
  void aLargeAccountFitsAFunction() throws Exception {
    long atFirst = usedHeap();
    resetPeak();
    Snapshot captured = timed("capture", LargeAccount::read);
    SnapshotObject stored = timed("encode", () -> SnapshotObject.of(captured));
    Snapshot decoded = timed("decode", () -> read(stored));
    long withTwo = usedHeap() - atFirst;
    timed("index", () -> new Judge(decoded));
    long withIndex = usedHeap() - atFirst;
    long peak = peakHeap();

    assertThat(decoded).isEqualTo(captured);
    report.append(", stored %d KB".formatted(stored.gzipped().length / 1024));
    report.append(", a snapshot holds %d MB".formatted(withTwo / 2 / MB));
    report.append(", its index %d MB".formatted((withIndex - withTwo) / MB));
    report.append(", peak with garbage %d MB".formatted(peak / MB));
    System.out.println("Large account: " + report.substring(2));
    assertThat(stored.gzipped().length).isLessThan(20_000_000);
    assertThat(withIndex).isLessThan(FUNCTION / 3);
  }

  private static Snapshot read(SnapshotObject stored) throws IOException {
    return SnapshotObject.read("stored", stored.id(), new ByteArrayInputStream(stored.gzipped()));
  }

  private <T> T timed(String name, Callable<T> work) throws Exception {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long start = System.nanoTime();
    long startCpu = system.getProcessCpuTime();
    T result = work.call();
    held.add(result);
    report.append(
        ", %s %d ms (%d ms of CPU)"
            .formatted(
                name,
                (System.nanoTime() - start) / 1_000_000,
                (system.getProcessCpuTime() - startCpu) / 1_000_000));
    return result;
  }

  private static long usedHeap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static void resetPeak() {
    ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
  }

  /// The sum of the peaks of all spaces: garbage included, and more than was used at any one time.
  private static long peakHeap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(pool -> pool.getPeakUsage().getUsed())
        .sum();
  }
}
