package io.flowverdict.aws.embedded;

import java.io.IOException;
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
  private int writes;
  private boolean stopped;

  /// @param stopAt the write, counted from 1, at which the process stops; 0 for never
  /// @param arrives whether that write still arrives
  public StoppingHttp(int stopAt, boolean arrives) {
    this.stopAt = stopAt;
    this.arrives = arrives;
  }

  /// {@return how many writes there were}
  public synchronized int writes() {
    return writes;
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
    if (isWrite(request.httpRequest()) && ++writes == stopAt) {
      stopped = true;
      if (arrives) {
        connection.prepareRequest(request).call();
      }
      throw new StoppedException();
    }
    return connection.prepareRequest(request).call();
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
