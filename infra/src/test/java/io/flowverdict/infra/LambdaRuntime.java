package io.flowverdict.infra;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/// One execution environment of Lambda, outside of it: AWS's own runtime interface client with a
/// function's zip, in a process of its own, and the [runtime
/// API](https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html) that gives it events.
final class LambdaRuntime implements AutoCloseable {
  private static final String API = "/2018-06-01/runtime/";
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /// What the function answered.
  ///
  /// @param failed whether it answered with an error
  record Answer(boolean failed, String body) {}

  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
  private final HttpServer api;
  private final Process process;

  /// @param output the file that the function's log goes to
  LambdaRuntime(Zip zip, String handler, Map<String, String> environment, Path output) {
    try {
      api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      api.createContext(API, this::answer);
      api.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      api.start();
      process = start(zip, handler, environment, output);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private Process start(Zip zip, String handler, Map<String, String> environment, Path output)
      throws IOException {
    String classPath =
        Stream.concat(zip.jars().stream(), interfaceClient().stream())
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath,
                AWSLambda.class.getName(),
                handler)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder
        .environment()
        .putAll(
            Map.of(
                "AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + api.getAddress().getPort(),
                "AWS_LAMBDA_FUNCTION_NAME", "function",
                "AWS_LAMBDA_FUNCTION_VERSION", "$LATEST",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1769",
                "AWS_LAMBDA_LOG_GROUP_NAME", "group",
                "AWS_LAMBDA_LOG_STREAM_NAME", "stream",
                "LAMBDA_TASK_ROOT", zip.unpacked().toString()));
    return builder.start();
  }

  /// {@return the jars of the runtime interface client, which Lambda has beside a function's}
  private static List<Path> interfaceClient() {
    return Stream.of(
            AWSLambda.class, LambdaLogger.class, PojoSerializer.class, SdkInternalThreadLocal.class)
        .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
        .map(jar -> {
          try {
            return Path.of(jar.toURI());
          } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
          }
        })
        .toList();
  }

  /// {@return what the function answers to an event}
  Answer invoke(String event) throws InterruptedException {
    events.add(event);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      Answer answer = answers.poll(200, TimeUnit.MILLISECONDS);
      if (answer != null) {
        return answer;
      }
      if (!process.isAlive()) {
        return new Answer(true, "The process ended with " + process.exitValue());
      }
    }
    return new Answer(true, "There was no answer in time");
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (path.endsWith("/next")) {
        give(exchange, events.take());
      } else {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        answers.add(new Answer(path.endsWith("/error"), body));
        exchange.sendResponseHeaders(202, -1);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static void give(HttpExchange exchange, String event) throws IOException {
    byte[] body = event.getBytes(UTF_8);
    // The client reads it unasked.
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", "request-1");
    exchange
        .getResponseHeaders()
        .set(
            "Lambda-Runtime-Deadline-Ms",
            Long.toString(Instant.now().plus(PATIENCE).toEpochMilli()));
    exchange
        .getResponseHeaders()
        .set(
            "Lambda-Runtime-Invoked-Function-Arn",
            "arn:aws:lambda:eu-central-1:123456789012:function:function");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    process.destroy();
    api.stop(0);
  }
}
