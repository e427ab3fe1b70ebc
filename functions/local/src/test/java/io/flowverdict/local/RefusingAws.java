package io.flowverdict.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/// An endpoint that answers every call of STS with the same error.
record RefusingAws(HttpServer server) implements AutoCloseable {

  static RefusingAws start(int status, String code) throws IOException {
    byte[] error =
        """
        <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
          <Error><Type>Sender</Type><Code>%s</Code><Message>No.</Message></Error>
        </ErrorResponse>
        """
            .formatted(code)
            .getBytes(UTF_8);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(status, error.length);
          try (OutputStream body = exchange.getResponseBody()) {
            body.write(error);
          }
        });
    server.start();
    return new RefusingAws(server);
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
