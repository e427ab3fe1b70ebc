package io.flowverdict.bench.lambda;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/// What it took a new process of AWS's runtime interface client to answer its first event.
///
/// @param init from the start of the process until it asked for an event: Lambda's *init duration*
/// @param event from then until it answered
/// @param cpu of all threads of the process until it answered: what a busy machine changes least
/// @param answer the answer's body
public record ColdStart(Duration init, Duration event, Duration cpu, String answer) {
  private static final int PATIENCE_SECONDS = 120;
  private static final double HEAP_PART = 0.85;

  /// What is started.
  ///
  /// @param classPath the function's jars; those of the runtime interface client come after them
  /// @param handler the name of the handler's class
  /// @param memory the function's, in MiB: about 85 percent of it are taken for the heap
  /// @param environment all of it but what Lambda itself adds
  public record Function(
      List<Path> classPath, String handler, int memory, Map<String, String> environment) {
    public Function {
      classPath = List.copyOf(classPath);
      environment = Map.copyOf(environment);
    }
  }

  /// Starts a process, gives it an event, takes its answer and ends it.
  ///
  /// @param log the file that the process writes to
  /// @throws IllegalStateException when it does not start, ends, fails or gives no answer in two
  ///   minutes; the message has what it wrote
  public static ColdStart of(Function function, String event, Path log)
      throws IOException, InterruptedException {
    try (RuntimeApi api = new RuntimeApi(event)) {
      ProcessBuilder builder = process(function, api.authority(), log);
      long start = System.nanoTime();
      Process process = builder.start();
      try {
        RuntimeApi.Answer answer =
            api.answer()
                .applyToEither(process.onExit().thenApply(ColdStart::end), first -> first)
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (answer.failed()) {
          throw failure(function, answer.body(), log);
        }
        return new ColdStart(
            Duration.ofNanos(api.askedAt() - start),
            Duration.ofNanos(answer.at() - api.askedAt()),
            process.info().totalCpuDuration().orElseThrow(),
            answer.body());
      } catch (TimeoutException | ExecutionException none) {
        throw failure(function, "There was no answer: " + none, log);
      } finally {
        process.destroyForcibly().waitFor();
      }
    }
  }

  private static RuntimeApi.Answer end(Process process) {
    return new RuntimeApi.Answer(
        System.nanoTime(), true, "The process ended with " + process.exitValue() + ".");
  }

  private static IllegalStateException failure(Function function, String what, Path log)
      throws IOException {
    return new IllegalStateException(
        function.handler() + " gave no answer. " + what + "\n" + Files.readString(log));
  }

  private static ProcessBuilder process(Function function, String api, Path log) {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + (int) (function.memory() * HEAP_PART) + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-classpath",
                Stream.concat(function.classPath().stream(), interfaceClient())
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator)),
                AWSLambda.class.getName(),
                function.handler())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().clear();
    builder.environment().putAll(function.environment());
    builder.environment().putAll(ofLambda(function, api));
    return builder;
  }

  /// {@return what Lambda adds to a function's environment}
  private static Map<String, String> ofLambda(Function function, String api) {
    return Map.of(
        "AWS_LAMBDA_RUNTIME_API", api,
        "AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand",
        "AWS_LAMBDA_FUNCTION_NAME", "function",
        "AWS_LAMBDA_FUNCTION_VERSION", "$LATEST",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memory()),
        "AWS_LAMBDA_LOG_GROUP_NAME", "group",
        "AWS_LAMBDA_LOG_STREAM_NAME", "stream",
        "LAMBDA_TASK_ROOT", Path.of("").toAbsolutePath().toString());
  }

  /// {@return the jars of the runtime interface client, which Lambda has beside a function's}
  private static Stream<Path> interfaceClient() {
    return Stream.of(
            AWSLambda.class, LambdaLogger.class, PojoSerializer.class, SdkInternalThreadLocal.class)
        .map(ColdStart::placeOf);
  }

  /// {@return the jar or the folder that a class comes from}
  public static Path placeOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// {@return both parts}
  public Duration total() {
    return init.plus(event);
  }
}
