package io.flowverdict.aws.findings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongFunction;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/// The wire between a client and DynamoDB: it counts the requests, and disturbs those it is told
/// to.
final class Wire implements SdkHttpClient {

  /// What becomes of a request.
  enum Fate {
    /// It arrives, and the answer comes back.
    PASS,
    /// It is throttled.
    THROTTLE,
    /// The service fails before it does anything.
    FAIL,
    /// It arrives, and the answer is lost.
    LOSE_ANSWER,
    /// A batch read is answered as if the table did not get to any item; others pass.
    LEAVE_UNREAD,
    /// The process stops before it is sent.
    STOP_BEFORE,
    /// The process stops after it has arrived.
    STOP_AFTER
  }

  /// That the process has stopped.
  static final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private final SdkHttpClient connection = UrlConnectionHttpClient.create();
  private final LongFunction<Fate> fates;
  private final AtomicLong requests = new AtomicLong();
  private final LongAdder retries = new LongAdder();
  private final Map<String, LongAdder> arrived = new ConcurrentHashMap<>();
  private volatile boolean stopped;

  /// @param fates what becomes of the n-th request, counted from 1
  Wire(LongFunction<Fate> fates) {
    this.fates = fates;
  }

  static Wire undisturbed() {
    return new Wire(_ -> Fate.PASS);
  }

  long requests() {
    return requests.get();
  }

  /// {@return how many requests were further attempts of the same call}
  long retries() {
    return retries.sum();
  }

  /// {@return how many requests of an operation arrived, for example of `UpdateItem`}
  long arrived(String operation) {
    LongAdder count = arrived.get(operation);
    return count == null ? 0 : count.sum();
  }

  boolean hasStopped() {
    return stopped;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return send(request);
      }

      @Override
      public void abort() {}
    };
  }

  private HttpExecuteResponse send(HttpExecuteRequest request) throws IOException {
    if (stopped) {
      throw new StoppedException();
    }
    Fate fate = fates.apply(count(request.httpRequest()));
    return switch (fate) {
      case PASS -> pass(request);
      case THROTTLE -> refusal(400, "ProvisionedThroughputExceededException");
      case FAIL -> refusal(500, "InternalServerError");
      case LOSE_ANSWER -> {
        pass(request);
        throw new IOException("The answer was lost");
      }
      case LEAVE_UNREAD ->
          operation(request.httpRequest()).equals("BatchGetItem")
              ? answer(200, "{\"Responses\":{}}")
              : pass(request);
      case STOP_BEFORE -> throw stop();
      case STOP_AFTER -> {
        pass(request);
        throw stop();
      }
    };
  }

  private long count(SdkHttpRequest request) {
    boolean first =
        request.firstMatchingHeader("amz-sdk-request").orElse("").startsWith("attempt=1;");
    retries.add(first ? 0 : 1);
    return requests.incrementAndGet();
  }

  private static String operation(SdkHttpRequest request) {
    String target = request.firstMatchingHeader("X-Amz-Target").orElseThrow();
    return target.substring(target.indexOf('.') + 1);
  }

  private HttpExecuteResponse pass(HttpExecuteRequest request) throws IOException {
    arrived.computeIfAbsent(operation(request.httpRequest()), _ -> new LongAdder()).increment();
    return connection.prepareRequest(request).call();
  }

  private StoppedException stop() {
    stopped = true;
    return new StoppedException();
  }

  private static HttpExecuteResponse refusal(int status, String type) {
    return answer(
        status,
        "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + type + "\",\"message\":\"injected\"}");
  }

  private static HttpExecuteResponse answer(int status, String body) {
    return HttpExecuteResponse.builder()
        .response(SdkHttpFullResponse.builder().statusCode(status).build())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body.getBytes(UTF_8))))
        .build();
  }

  @Override
  public void close() {
    connection.close();
  }
}
