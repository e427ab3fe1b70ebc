package io.flowverdict.bench;

import io.flowverdict.bench.parts.Explaining;
import io.flowverdict.bench.parts.Inflating;
import io.flowverdict.bench.parts.JoiningConnections;
import io.flowverdict.bench.parts.JudgingColumns;
import io.flowverdict.bench.parts.JudgingRecords;
import io.flowverdict.bench.parts.MergingFindings;
import io.flowverdict.bench.parts.Reading;
import io.flowverdict.bench.report.Machine;
import io.flowverdict.bench.report.MarkdownTable;
import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/// How long each part of judging an object takes by itself, each in a process of its own. Prints
/// Markdown, and to the standard error how far it is.
///
/// It says where time goes, not how long judging takes: what is measured alone is compiled alone,
/// and finds its input in other memory than what it follows. [ThroughputBenchmark] measures that.
public final class PartsBenchmark {

  /// In the order in which an object passes them.
  static final List<Class<?>> PARTS =
      List.of(
          Inflating.class,
          Reading.class,
          JoiningConnections.class,
          JudgingColumns.class,
          JudgingRecords.class,
          MergingFindings.class,
          Explaining.class);

  private static final int ITERATIONS = 5;
  private static final TimeValue ITERATION = TimeValue.seconds(1);

  private PartsBenchmark() {}

  public static void main(String[] arguments) throws IOException, RunnerException {
    Collection<RunResult> results =
        new Runner(
                options(), OutputFormatFactory.createFormatInstance(System.err, VerboseMode.NORMAL))
            .run();
    System.out.println(Machine.describe(Clock.systemUTC(), PartsBenchmark.class));
    System.out.printf(
        "%nNanoseconds for each record, of `blockedQuestion` for each question; %d iterations of %s"
            + " in one process each%n%n",
        ITERATIONS, ITERATION);
    System.out.print(table(results));
  }

  private static Options options() {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .mode(Mode.AverageTime)
            .timeUnit(TimeUnit.NANOSECONDS)
            .forks(1)
            // How many say the parts; else it is JMH's own number, 5.
            .warmupTime(ITERATION)
            .measurementIterations(ITERATIONS)
            .measurementTime(ITERATION)
            .jvmArgs(
                "-Xmx2g",
                "-XX:+UseSerialGC",
                // DuckDB, which writes Parquet, is a native library.
                "--enable-native-access=ALL-UNNAMED",
                // JMH's own access, of which Java warns.
                "--sun-misc-unsafe-memory-access=allow");
    PARTS.forEach(part -> options.include(benchmarksOf(part)));
    return options.build();
  }

  private static String benchmarksOf(Class<?> part) {
    return "^" + part.getName().replace(".", "\\.") + "\\.";
  }

  private static MarkdownTable table(Collection<RunResult> results) {
    MarkdownTable table = new MarkdownTable("part", "with", "median", "lowest", "highest");
    for (Class<?> part : PARTS) {
      for (RunResult result : results) {
        String name = result.getParams().getBenchmark();
        if (name.startsWith(part.getName() + ".")) {
          add(name.substring(part.getPackageName().length() + 1), result, table);
        }
      }
    }
    return table;
  }

  private static void add(String name, RunResult result, MarkdownTable table) {
    BenchmarkParams benchmark = result.getParams();
    Statistics nanoseconds = result.getPrimaryResult().getStatistics();
    table.add(
        name,
        benchmark.getParamsKeys().stream()
            .map(key -> key + " " + benchmark.getParam(key))
            .collect(Collectors.joining(", ")),
        number(nanoseconds.getPercentile(50)),
        number(nanoseconds.getMin()),
        number(nanoseconds.getMax()));
  }

  private static String number(double nanoseconds) {
    return (nanoseconds < 10 ? "%,.2f" : nanoseconds < 100 ? "%,.1f" : "%,.0f")
        .formatted(nanoseconds);
  }
}
