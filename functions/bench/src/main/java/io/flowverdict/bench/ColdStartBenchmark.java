package io.flowverdict.bench;

import io.flowverdict.bench.ColdStartServices.Given;
import io.flowverdict.bench.lambda.CallingHandler;
import io.flowverdict.bench.lambda.ColdStart;
import io.flowverdict.bench.lambda.FunctionZip;
import io.flowverdict.bench.lambda.HelloHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the first event of a new process costs: the functions as they are packaged, on AWS's own
/// Java runtime interface client, beside a hello-world handler on the same class path that builds
/// the same clients of the SDK.
///
/// The collector and the compiler are those that Lambda's Java takes for a function. What Lambda
/// does before is not in it: fetching and unpacking the zip, starting the machine; nor is the cache
/// of classes that its own Java 25 brings along. So the ratios tell more than the times. All
/// variants take turns; the first turn is not counted; the table has medians, of the time that
/// passed and of the time of processors that the process took.
///
/// Run it with `mvn -q -Pbench -pl functions/bench -am -Dbenchmark=ColdStartBenchmark`.
public final class ColdStartBenchmark {
  private static final int TURNS = 7;
  private static final String DONE = "{\"batchItemFailures\":[]}";
  private static final Path WORK = Path.of("target", "cold-start");

  private final ColdStartServices services;
  private final List<Variant> variants;

  private ColdStartBenchmark(ColdStartServices services, List<Variant> variants) {
    this.services = services;
    this.variants = variants;
  }

  /// Makes an event that nothing has seen.
  @FunctionalInterface
  private interface EventSource {
    Given next() throws IOException;
  }

  /// A function and its zip.
  ///
  /// @param memory in MiB, as it is deployed
  private record Packaged(String name, String handler, int memory, FunctionZip zip) {
    private static Packaged of(String name, String handler, int memory) {
      Path jars = WORK.resolve(name);
      return new Packaged(name, handler, memory, FunctionZip.unpack(Path.of(".."), name, jars));
    }
  }

  /// What is started, time and again.
  ///
  /// @param answer what it must answer
  /// @param written the variable with the name of the table that it must write to, if any
  /// @param runs takes what was measured
  private record Variant(
      String name,
      Packaged function,
      String handler,
      EventSource events,
      String answer,
      @Nullable String written,
      List<ColdStart> runs) {
    private static Variant hello(
        Packaged function, String name, Class<?> handler, EventSource events) {
      return new Variant(
          name, function, handler.getName(), events, HelloHandler.ANSWER, null, new ArrayList<>());
    }

    private static Variant of(
        Packaged function, String name, EventSource events, @Nullable String written) {
      return new Variant(
          name, function, function.handler, events, DONE, written, new ArrayList<>());
    }

    /// {@return the median in milliseconds}
    private long median(Function<ColdStart, Duration> part) {
      List<Long> sorted = runs.stream().map(run -> part.apply(run).toMillis()).sorted().toList();
      return sorted.get(sorted.size() / 2);
    }
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Packaged analyze = Packaged.of("analyze", "io.flowverdict.analyze.AnalyzeHandler", 1_769);
    Packaged capture = Packaged.of("capture", "io.flowverdict.capture.CaptureHandler", 1_024);
    try (ColdStartServices services = new ColdStartServices()) {
      new ColdStartBenchmark(
              services,
              List.of(
                  Variant.hello(analyze, "hello", HelloHandler.class, services::nothing),
                  Variant.hello(
                      analyze, "hello, two calls", CallingHandler.class, services::nothing),
                  Variant.of(analyze, "no record", services::nothing, null),
                  Variant.of(analyze, "one object", services::oneObject, "FINDINGS_TABLE"),
                  Variant.hello(capture, "hello", HelloHandler.class, services::nothing),
                  Variant.hello(
                      capture, "hello, two calls", CallingHandler.class, services::nothing),
                  Variant.of(capture, "no record", services::nothing, null),
                  Variant.of(capture, "one account", services::oneAccount, "TIMELINE_TABLE")))
          .run();
    }
  }

  private void run() throws IOException, InterruptedException {
    for (int turn = 0; turn <= TURNS; turn++) {
      List<Variant> order = new ArrayList<>(variants);
      Collections.rotate(order, turn);
      for (Variant variant : order) {
        ColdStart run = once(variant);
        if (turn > 0) {
          variant.runs.add(run);
        }
      }
    }
    print();
  }

  private ColdStart once(Variant variant) throws IOException, InterruptedException {
    Given given = variant.events.next();
    List<Path> classPath =
        Stream.concat(
                variant.function.zip.jars().stream(),
                Stream.of(ColdStart.placeOf(HelloHandler.class)))
            .toList();
    Path log = Files.createDirectories(WORK).resolve("log.txt");
    ColdStart run =
        ColdStart.of(
            new ColdStart.Function(
                classPath, variant.handler, variant.function.memory, given.environment()),
            given.event(),
            log);
    if (!run.answer().equals(variant.answer)
        || (variant.written != null && !services.wrote(given, variant.written))) {
      throw new IllegalStateException(
          variant + " did not do its work: " + run.answer() + "\n" + Files.readString(log));
    }
    return run;
  }

  private void print() {
    System.out.printf(
        "%-8s %-16s %8s %8s %8s %6s %8s %6s%n",
        "", "first event", "init", "event", "both", "ratio", "CPU", "ratio");
    for (Variant variant : variants) {
      Variant hello = hello(variant.function);
      long both = variant.median(ColdStart::total);
      long cpu = variant.median(ColdStart::cpu);
      System.out.printf(
          Locale.ROOT,
          "%-8s %-16s %5d ms %5d ms %5d ms %6.2f %5d ms %6.2f%n",
          variant.function.name,
          variant.name,
          variant.median(ColdStart::init),
          variant.median(ColdStart::event),
          both,
          (double) both / hello.median(ColdStart::total),
          cpu,
          (double) cpu / hello.median(ColdStart::cpu));
    }
    System.out.println("Medians of " + TURNS + "; ratios are to hello with the same zip");
  }

  private Variant hello(Packaged function) {
    return variants.stream()
        .filter(variant -> variant.function.equals(function) && variant.name.equals("hello"))
        .findFirst()
        .orElseThrow();
  }
}
