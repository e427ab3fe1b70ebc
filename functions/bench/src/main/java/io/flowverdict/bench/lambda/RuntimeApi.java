package io.flowverdict.bench.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/// The [runtime API](https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html) of one process
/// that is given one event, and the times at which it called.
final class RuntimeApi implements AutoCloseable {
  private static final String PATH = "/2018-06-01/runtime/";
  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  /// What the process said last.
  ///
  /// @param at on the clock of [System#nanoTime]
  /// @param failed whether it is an error of the handler, or of its construction
  record Answer(long at, boolean failed, String body) {}

  private final String event;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicLong askedAt = new AtomicLong();
  private final CompletableFuture<Answer> answer = new CompletableFuture<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  RuntimeApi(String event) throws IOException {
    this.event = event;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(PATH, this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /// {@return host and port}
  String authority() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /// {@return when the process first asked for an event, which it does when it has its handler; on
  /// the clock of [System#nanoTime]}
  long askedAt() {
    return askedAt.get();
  }

  CompletableFuture<Answer> answer() {
    return answer;
  }

  private void handle(HttpExchange exchange) throws IOException {
    long now = System.nanoTime();
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (!path.endsWith("/next")) {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        answer.complete(new Answer(now, path.endsWith("/error"), body));
        exchange.sendResponseHeaders(202, -1);
      } else if (askedAt.compareAndSet(0, now)) {
        give(exchange);
      } else {
        closed.await();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void give(HttpExchange exchange) throws IOException {
    byte[] body = event.getBytes(UTF_8);
    Headers headers = exchange.getResponseHeaders();
    // The client reads it unasked.
    headers.set("Content-Type", "application/json");
    headers.set("Lambda-Runtime-Aws-Request-Id", "request-1");
    headers.set(
        "Lambda-Runtime-Deadline-Ms", Long.toString(Instant.now().plus(TIMEOUT).toEpochMilli()));
    headers.set(
        "Lambda-Runtime-Invoked-Function-Arn",
        "arn:aws:lambda:eu-central-1:111122223333:function:function");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(/* delay= */ 0);
    threads.close();
  }
}
