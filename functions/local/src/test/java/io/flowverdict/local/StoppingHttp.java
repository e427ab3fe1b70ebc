package io.flowverdict.local;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/// The way from a process to the services, which ends at a request: before it arrives, or when it
/// was carried out. From then on the process reaches nothing.
final class StoppingHttp implements SdkHttpClient {

  private final SdkHttpClient connection = UrlConnectionHttpClient.create();
  private final AtomicLong requests = new AtomicLong();
  private final long last;
  private final boolean carriesOutLast;

  /// @param last the number of the request at which the process stops, counted from 1
  StoppingHttp(long last, boolean carriesOutLast) {
    this.last = last;
    this.carriesOutLast = carriesOutLast;
  }

  /// {@return a way that does not end}
  static StoppingHttp never() {
    return new StoppingHttp(Long.MAX_VALUE, false);
  }

  /// The process is no more.
  static final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  long requests() {
    return requests.get();
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        long number = requests.incrementAndGet();
        if (number > last || (number == last && !carriesOutLast)) {
          throw new StoppedException();
        }
        HttpExecuteResponse response = connection.prepareRequest(request).call();
        if (number == last) {
          throw new StoppedException();
        }
        return response;
      }

      @Override
      public void abort() {}
    };
  }

  @Override
  public void close() {
    connection.close();
  }
}
