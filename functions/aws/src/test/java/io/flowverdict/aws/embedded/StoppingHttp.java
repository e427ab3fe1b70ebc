package io.flowverdict.aws.embedded;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/// The wire of a process that stops at one of its writes to DynamoDB or S3, counted together.
public final class StoppingHttp implements SdkHttpClient {
  private static final Set<String> WRITES =
      Set.of("PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems");

  /// That the process has stopped.
  public static final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private final SdkHttpClient connection = UrlConnectionHttpClient.create();
  private final int stopAt;
  private final boolean arrives;
  private final List<String> writes = new ArrayList<>();
  private boolean stopped;

  /// @param stopAt the write, counted from 1, at which the process stops; 0 for never
  /// @param arrives whether that write still arrives
  public StoppingHttp(int stopAt, boolean arrives) {
    this.stopAt = stopAt;
    this.arrives = arrives;
  }

  /// {@return how many writes there were}
  public synchronized int writes() {
    return writes.size();
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

  private synchronized HttpExecuteResponse send(HttpExecuteRequest request) throws IOException {
    if (stopped) {
      throw new StoppedException();
    }
    boolean last = isWrite(request.httpRequest()) && number(request.httpRequest()) == stopAt;
    if (last && !arrives) {
      stopped = true;
      throw new StoppedException();
    }
    HttpExecuteResponse response = connection.prepareRequest(request).call();
    if (last && response.httpResponse().isSuccessful()) {
      stopped = true;
      throw new StoppedException();
    }
    return response;
  }

  /// A write that is sent again because the connection broke is still the same one.
  private int number(SdkHttpRequest request) {
    String write = request.firstMatchingHeader("amz-sdk-invocation-id").orElseThrow();
    if (!writes.contains(write)) {
      writes.add(write);
    }
    return writes.indexOf(write) + 1;
  }

  private static boolean isWrite(SdkHttpRequest request) {
    String target = request.firstMatchingHeader("X-Amz-Target").orElse("");
    return target.isEmpty()
        ? request.method() == SdkHttpMethod.PUT
        : WRITES.contains(target.substring(target.indexOf('.') + 1));
  }

  @Override
  public void close() {
    connection.close();
  }
}
