package io.flowverdict.local.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Serves the page and invokes the functions that its widget calls.
///
/// It answers on the loopback address only, and only requests that name it: so no page of another
/// site reaches the functions through the reader's browser.
public final class DashboardServer implements AutoCloseable {

  private static final int NO_BACKLOG = 0;
  private static final String INVOKE = "/invoke/";
  private static final String JSON_TYPE = "application/json";
  private static final ObjectMapper JSON = new ObjectMapper();

  /// What the page may load and run: nothing that a widget brings.
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self';"
          + " img-src data:";

  private static final Map<String, String> TYPES =
      Map.of(
          "/dashboard.html", "text/html; charset=utf-8",
          "/dashboard.css", "text/css; charset=utf-8",
          "/dashboard.js", "text/javascript; charset=utf-8");

  private final HttpServer server;
  private final ExecutorService executor;
  private final Widget widget;
  private final Map<String, Invocable> functions;

  /// A function that the widget may call.
  public record Invocable(RequestStreamHandler handler, Context context) {}

  private DashboardServer(HttpServer server, Widget widget, Map<String, Invocable> functions) {
    this.server = server;
    this.executor = Executors.newVirtualThreadPerTaskExecutor();
    this.widget = widget;
    this.functions = Map.copyOf(functions);
  }

  /// {@return the server, started}
  ///
  /// @param port the port to answer on; 0 for one that is free
  /// @param functions by their ARNs
  /// @throws IOException when the port cannot be had
  public static DashboardServer start(int port, Widget widget, Map<String, Invocable> functions)
      throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    DashboardServer dashboard =
        new DashboardServer(HttpServer.create(address, NO_BACKLOG), widget, functions);
    dashboard.server.setExecutor(dashboard.executor);
    dashboard.server.createContext("/", dashboard::answer);
    dashboard.server.start();
    return dashboard;
  }

  /// {@return where the page is}
  public URI page() {
    InetSocketAddress address = server.getAddress();
    return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
      String path = exchange.getRequestURI().getRawPath();
      if (!page().getAuthority().equals(exchange.getRequestHeaders().getFirst("Host"))) {
        refuse(exchange, 403, "Ask " + page());
      } else if (path.startsWith(INVOKE)) {
        invoke(exchange, URLDecoder.decode(path.substring(INVOKE.length()), UTF_8));
      } else if (path.equals("/settings")) {
        send(exchange, 200, JSON_TYPE, JSON.writeValueAsBytes(settings()));
      } else {
        sendResource(exchange, path.equals("/") ? "/dashboard.html" : path);
      }
    }
  }

  private ObjectNode settings() {
    ObjectNode settings =
        JSON.createObjectNode()
            .put("endpoint", widget.endpoint())
            .put("accountId", widget.accountId())
            .put("start", widget.start().toString())
            .put("end", widget.end().toString());
    settings.set("params", widget.params());
    return settings;
  }

  private void invoke(HttpExchange exchange, String arn) throws IOException {
    Invocable function = functions.get(arn);
    if (function == null) {
      refuse(exchange, 404, "There is no function " + arn);
    } else if (!JSON_TYPE.equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
      refuse(exchange, 415, "An event is posted as " + JSON_TYPE);
    } else {
      ByteArrayOutputStream output = new ByteArrayOutputStream();
      function.handler.handleRequest(exchange.getRequestBody(), output, function.context);
      send(exchange, 200, JSON_TYPE, output.toByteArray());
    }
  }

  private static void sendResource(HttpExchange exchange, String name) throws IOException {
    String type = TYPES.get(name);
    if (type == null) {
      refuse(exchange, 404, "There is no " + name);
      return;
    }
    try (InputStream content = DashboardServer.class.getResourceAsStream("/dashboard" + name)) {
      if (content == null) {
        throw new IllegalStateException("This program was built without " + name);
      }
      send(exchange, 200, type, content.readAllBytes());
    }
  }

  private static void refuse(HttpExchange exchange, int status, String reason) throws IOException {
    send(exchange, status, "text/plain; charset=utf-8", reason.getBytes(UTF_8));
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    executor.close();
  }
}
