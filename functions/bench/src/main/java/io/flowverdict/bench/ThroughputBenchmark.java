package io.flowverdict.bench;

import io.flowverdict.bench.report.Jvm;
import io.flowverdict.bench.report.Machine;
import java.io.IOException;
import java.time.Clock;

/// How fast objects are judged beside how fast they can be inflated, and beside DuckDB: on one core
/// and on all. Prints Markdown.
///
/// Text and Parquet are judged in processes of their own, as a function is given one of them, and
/// so are the other ways to read them: what the compiler knows of the one does not slow the other.
/// Each is compared with inflating the text in the same process. The collector is the serial one,
/// as AWS tells of Lambda's Java 17
/// ([customization](https://docs.amazonaws.cn/zh_cn/lambda/latest/dg/java-customization.html)).
public final class ThroughputBenchmark {

  private ThroughputBenchmark() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    System.out.println(Machine.describe(Clock.systemUTC(), ThroughputBenchmark.class));
    run("One core", Jvm.onCores(1), ThroughputRun.Part.values());
    run(
        "All cores",
        Jvm.onCores(Runtime.getRuntime().availableProcessors()),
        ThroughputRun.Part.TEXT,
        ThroughputRun.Part.PARQUET,
        ThroughputRun.Part.WIDE_TEXT,
        ThroughputRun.Part.WIDE_PARQUET);
  }

  private static void run(String title, Jvm jvm, ThroughputRun.Part... parts)
      throws IOException, InterruptedException {
    System.out.printf("%n### %s%n", title);
    Jvm process = jvm.with("-Xmx4g", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED");
    for (ThroughputRun.Part part : parts) {
      process.run(ThroughputRun.class, part.name());
    }
  }
}
