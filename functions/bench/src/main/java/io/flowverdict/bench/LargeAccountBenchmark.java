package io.flowverdict.bench;

import io.flowverdict.aws.configuration.ResourceCounts;
import io.flowverdict.bench.account.GeneratedAccount;
import io.flowverdict.bench.account.GeneratedEc2Server;
import io.flowverdict.bench.lambda.ColdStart;
import io.flowverdict.bench.lambda.FunctionZip;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A large account in a function of 1,769 MB: how long it takes to capture, encode, decode and
/// index it, what it holds, and the least heap that it does with.
///
/// The account answers from this process, over HTTP on the loopback address, with pages that were
/// made before. [LargeAccountRun] is what is measured, in processes with the collector and the
/// compiler that Lambda's Java takes for a function, on the class path of the function that
/// captures.
public final class LargeAccountBenchmark {
  private static final GeneratedAccount ACCOUNT = GeneratedAccount.large(/* seed= */ 1);

  /// Of 1,769 MB about 85 percent are taken for the heap.
  private static final int HEAP_OF_FUNCTION = 1_503;

  private static final int TIMES = 3;

  private static final int[] SMALLER_HEAPS = {768, 384, 256, 192};

  private static final String CLASS_PATH =
      Stream.concat(
              FunctionZip.unpack(Path.of(".."), "capture", Path.of("target", "large-account"))
                  .jars()
                  .stream(),
              Stream.of(ColdStart.placeOf(LargeAccountRun.class)))
          .map(Path::toString)
          .collect(Collectors.joining(File.pathSeparator));

  private LargeAccountBenchmark() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    System.out.println(ResourceCounts.of(ACCOUNT.snapshot()));
    try (GeneratedEc2Server server = GeneratedEc2Server.start(ACCOUNT)) {
      GeneratedEc2Server.capture(server.endpoint());
      int calls = server.calls();
      if (!runs(server.endpoint(), HEAP_OF_FUNCTION, TIMES, ProcessBuilder.Redirect.INHERIT)) {
        throw new IllegalStateException("It does not fit a function of 1,769 MB");
      }
      System.out.println("calls     " + calls + " of the EC2 API for one capture");
      System.out.println("least     " + leastHeap(server.endpoint()) + " MB of heap do");
    }
  }

  private static int leastHeap(URI endpoint) throws IOException, InterruptedException {
    int least = HEAP_OF_FUNCTION;
    for (int smaller : SMALLER_HEAPS) {
      if (!runs(endpoint, smaller, 1, ProcessBuilder.Redirect.DISCARD)) {
        break;
      }
      least = smaller;
    }
    return least;
  }

  /// {@return whether a run comes to its end in a heap of so many megabytes}
  private static boolean runs(URI endpoint, int heap, int times, ProcessBuilder.Redirect output)
      throws IOException, InterruptedException {
    return new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dslf4j.internal.verbosity=ERROR",
                "-classpath",
                CLASS_PATH,
                LargeAccountRun.class.getName(),
                endpoint.toString(),
                Integer.toString(times))
            .redirectOutput(output)
            .redirectError(output)
            .start()
            .waitFor()
        == 0;
  }
}
