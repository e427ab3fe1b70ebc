package io.flowverdict.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.stream.Stream;

/// What a measurement was taken on.
public final class Machine {

  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  private Machine() {}

  /// {@return the date, the machine, the JDK and the command, in Markdown}
  public static String describe(Clock clock, Class<?> benchmark) throws IOException {
    return "%s, %s, %d processors, JDK %s, `mvn -q -Pbench -pl functions/bench -am -Dbenchmark=%s`"
        .formatted(
            LocalDate.now(clock),
            processor(),
            Runtime.getRuntime().availableProcessors(),
            Runtime.version(),
            benchmark.getSimpleName());
  }

  private static String processor() throws IOException {
    if (!Files.exists(PROCESSORS)) {
      return System.getProperty("os.arch");
    }
    try (Stream<String> lines = Files.lines(PROCESSORS)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElseGet(() -> System.getProperty("os.arch"));
    }
  }
}
