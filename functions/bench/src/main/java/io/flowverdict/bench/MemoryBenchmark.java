package io.flowverdict.bench;

import io.flowverdict.bench.report.Jvm;
import io.flowverdict.bench.report.Machine;
import io.flowverdict.bench.report.MarkdownTable;
import io.flowverdict.bench.throughput.GeneratedTraffic;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What judging objects of 10 MB and of 75 MB takes in functions of several sizes: time, memory and
/// money. Prints Markdown.
///
/// A function is a process with the collector, the compilers and the heap that Lambda's Java takes
/// for it: 85 percent of the [function's
/// memory](https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html) are heap; 1,769
/// MB come with one core and 3,538 MB with two. The share of a core that less memory comes with is
/// not emulated but reckoned: what takes a second of one core takes longer by as much. With up to
/// one core, what is billed is reckoned from processor time, so that it does not matter what else
/// the machine does; with two, it is measured, which needs a machine that does nothing else.
/// Fetching the object and keeping the findings are not part of it.
///
/// By default [Lambda stops at the first
/// compiler](https://docs.aws.amazon.com/lambda/latest/dg/java-customization.html), C1;
/// `JAVA_TOOL_OPTIONS=-XX:TieredStopAtLevel=4` brings the second one, C2. Where there is a whole
/// core, the heap begins with half a gigabyte, as that of the deployed function does.
public final class MemoryBenchmark {

  private static final int ONE_CORE = 1_769;
  private static final int TWO_CORES = 2 * ONE_CORE;

  private static final List<Function> FUNCTIONS =
      List.of(
          new Function(512, Compilers.BOTH),
          new Function(1_024, Compilers.BOTH),
          new Function(ONE_CORE, Compilers.FIRST),
          new Function(ONE_CORE, Compilers.BOTH),
          new Function(TWO_CORES, Compilers.BOTH));

  private static final double HEAP_PART = 0.85;
  private static final double MB = 1e6;
  private static final double MIB = 1 << 20;

  /// Dollars for a GB-second in us-east-1, the first tier ([AWS Lambda
  /// pricing](https://aws.amazon.com/lambda/pricing/), as of 2026-11).
  private static final double X86_PRICE = 0.0000166667;

  private static final double ARM64_PRICE = 0.0000133334;

  private MemoryBenchmark() {}

  /// Which compilers there are.
  private enum Compilers {
    FIRST("C1", 1),
    BOTH("C1, C2", 4);

    private final String label;
    private final int level;

    Compilers(String label, int level) {
      this.label = label;
      this.level = level;
    }
  }

  /// A function.
  ///
  /// @param memory in MiB
  private record Function(int memory, Compilers compilers) {

    Jvm process() {
      return Jvm.onCores(memory < TWO_CORES ? 1 : 2)
          .with(
              "-XX:MaxRAM=" + memory + "m",
              "-Xmx" + (int) (memory * HEAP_PART) + "m",
              "-Xms" + firstHeap() + "m",
              "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=" + compilers.level);
    }

    /// In MiB: Java's own choice is a 64th of the memory.
    private int firstHeap() {
      return memory < ONE_CORE ? memory / 64 : 512;
    }

    double billedSeconds(MemoryRun.Result result) {
      return memory < TWO_CORES
          ? result.laterCpu() * Math.max(1, ONE_CORE / (double) memory)
          : result.laterWall();
    }

    double gbSeconds(MemoryRun.Result result) {
      return memory / 1024.0 * billedSeconds(result);
    }
  }

  /// An object in a file.
  ///
  /// @param times how often it is judged in one process
  private record LogObject(Path file, int records, int times) {

    double megabytes() throws IOException {
      return Files.size(file) / MB;
    }
  }

  /// What a gigabyte of gzip costs in a function.
  private record Cost(Function function, double gbSeconds) {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    System.out.printf("%s%n%n", Machine.describe(Clock.systemUTC(), MemoryBenchmark.class));
    Path directory = Files.createTempDirectory("flow-verdict-bench");
    LogObject small = write(directory.resolve("small.log.gz"), 10, 4);
    LogObject large = write(directory.resolve("large.log.gz"), 75, 1);
    measure(List.of(small, large));
    look(List.of(small, large));
    Files.delete(small.file());
    Files.delete(large.file());
    Files.delete(directory);
  }

  /// Writes an object of some size. How dense its records are depends on how many they are, so the
  /// second attempt is within a hundredth or two.
  private static LogObject write(Path file, int megabytes, int times) throws IOException {
    int guess = 70_000 * megabytes;
    write(file, guess);
    int records = (int) (guess * (megabytes * MB / Files.size(file)));
    write(file, records);
    return new LogObject(file, records, times);
  }

  private static void write(Path file, int records) throws IOException {
    try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(file))) {
      GeneratedTraffic.write(MemoryRun.TIERS, /* wide= */ false, records, stream);
    }
  }

  private static void measure(List<LogObject> objects) throws IOException, InterruptedException {
    MarkdownTable table =
        new MarkdownTable(
            "memory",
            "compilers",
            "object",
            "records",
            "first: CPU s",
            "later: CPU s",
            "later: s",
            "billed s",
            "peak RSS",
            "heap after GC",
            "GB-s per GB",
            "x86 $ per GB",
            "arm64 $ per GB");
    List<Cost> costs = new ArrayList<>();
    for (Function function : FUNCTIONS) {
      for (LogObject object : objects) {
        MemoryRun.Result result = result(function, object, "time");
        Cost cost = new Cost(function, function.gbSeconds(result) / (object.megabytes() / 1000));
        costs.add(cost);
        table.add(row(cost, object, result));
      }
    }
    System.out.print(table);
    Cost cheapest = costs.stream().min(Comparator.comparingDouble(Cost::gbSeconds)).orElseThrow();
    System.out.printf(
        "%nCheapest per GB of gzip: %,d MB with %s, %.0f GB-seconds.%n",
        cheapest.function.memory, cheapest.function.compilers.label, cheapest.gbSeconds);
  }

  private static String[] row(Cost cost, LogObject object, MemoryRun.Result result)
      throws IOException {
    return new String[] {
      "%,d MB".formatted(cost.function.memory),
      cost.function.compilers.label,
      "%.1f MB".formatted(object.megabytes()),
      "%,d".formatted(object.records),
      "%.1f".formatted(result.firstCpu()),
      "%.1f".formatted(result.laterCpu()),
      "%.1f".formatted(result.laterWall()),
      "%.1f".formatted(cost.function.billedSeconds(result)),
      "%.0f MiB".formatted(result.resident() / MIB),
      result.afterGc() == 0 ? "-" : "%.1f MiB".formatted(result.afterGc() / MIB),
      "%.0f".formatted(cost.gbSeconds),
      "%.5f".formatted(cost.gbSeconds * X86_PRICE),
      "%.5f".formatted(cost.gbSeconds * ARM64_PRICE)
    };
  }

  private static MemoryRun.Result result(Function function, LogObject object, String how)
      throws IOException, InterruptedException {
    return MemoryRun.Result.parse(
        function
            .process()
            .output(
                MemoryRun.class,
                object.file.toString(),
                Integer.toString(object.records),
                Integer.toString(object.times),
                how));
  }

  /// Collects the heap in sixteen places of an object and tells the most that was in use.
  private static void look(List<LogObject> objects) throws IOException, InterruptedException {
    List<Double> live = new ArrayList<>();
    for (LogObject object : objects) {
      LogObject once = new LogObject(object.file, object.records, 1);
      live.add(result(FUNCTIONS.getFirst(), once, "look").live() / MIB);
    }
    System.out.printf(
        "In use in the second half, of 512 MB: %.1f MiB with the small object, %.1f MiB with the"
            + " large one (%.2f).%n",
        live.getFirst(), live.getLast(), live.getLast() / live.getFirst());
  }
}
