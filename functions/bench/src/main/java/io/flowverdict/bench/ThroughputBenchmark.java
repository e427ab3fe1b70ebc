package io.flowverdict.bench;

import io.flowverdict.bench.report.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// How fast objects are judged beside how fast they can be inflated, and beside DuckDB: on one
/// core, pinned with `taskset` where there is one, and on all. Prints Markdown.
public final class ThroughputBenchmark {

  private ThroughputBenchmark() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    System.out.println(Machine.describe(Clock.systemUTC(), ThroughputBenchmark.class));
    boolean pins = Files.isExecutable(Path.of("/usr/bin/taskset"));
    run(
        pins ? "One core (taskset)" : "One core (ActiveProcessorCount=1)",
        pins ? List.of("/usr/bin/taskset", "-c", "0") : List.of(),
        pins ? List.of() : List.of("-XX:ActiveProcessorCount=1"));
    run("All cores", List.of(), List.of());
  }

  private static void run(String title, List<String> before, List<String> options)
      throws IOException, InterruptedException {
    System.out.printf("%n### %s%n", title);
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-Xmx2g");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-classpath");
    command.add(System.getProperty("java.class.path"));
    command.add(ThroughputRun.class.getName());
    int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (exit != 0) {
      throw new IllegalStateException("The measurement ended with " + exit);
    }
  }
}
