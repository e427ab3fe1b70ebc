package io.flowverdict.bench;

import io.flowverdict.bench.report.Jvm;
import io.flowverdict.bench.report.Machine;
import java.io.IOException;
import java.time.Clock;

/// How fast objects are judged beside how fast they can be inflated, and beside DuckDB: on one core
/// and on all. Prints Markdown.
public final class ThroughputBenchmark {

  private ThroughputBenchmark() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    System.out.println(Machine.describe(Clock.systemUTC(), ThroughputBenchmark.class));
    run("One core", Jvm.onCores(1));
    run("All cores", Jvm.onCores(Runtime.getRuntime().availableProcessors()));
  }

  private static void run(String title, Jvm jvm) throws IOException, InterruptedException {
    System.out.printf("%n### %s%n", title);
    jvm.with("-Xmx2g", "--enable-native-access=ALL-UNNAMED").run(ThroughputRun.class);
  }
}
