package io.flowverdict.local;

import java.net.InetAddress;
import java.net.URI;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/// DynamoDB in this process: DynamoDB Local with its tables in memory, the same ones for all
/// credentials and Regions, on a free port of the loopback address.
///
/// DynamoDB Local's own server listens on all addresses and reports its start; this one does
/// neither.
final class EmbeddedDynamoDb implements AutoCloseable {

  private final LocalDynamoDBRequestHandler tables;
  private final Server server;

  private EmbeddedDynamoDb(LocalDynamoDBRequestHandler tables, Server server) {
    this.tables = tables;
    this.server = server;
  }

  /// {@return the service, started}
  ///
  /// @throws IllegalStateException when it does not start
  static EmbeddedDynamoDb start() {
    LocalDynamoDBRequestHandler tables =
        new LocalDynamoDBRequestHandler(
            /* authorityLevel= */ 0,
            /* runInMemory= */ true,
            /* dbFileLocation= */ null,
            /* sharedDb= */ true,
            /* delayTransientStatuses= */ false);
    Server server = new Server();
    ServerConnector loopback = new ServerConnector(server);
    loopback.setHost(InetAddress.getLoopbackAddress().getHostAddress());
    loopback.setPort(0);
    server.addConnector(loopback);
    server.setHandler(
        new ContextHandler(new LocalDynamoDBServerHandler(tables, /* corsParam= */ null)));
    Lifecycle.run("start the embedded DynamoDB", server::start);
    return new EmbeddedDynamoDb(tables, server);
  }

  /// {@return where it answers}
  URI endpoint() {
    ServerConnector connector = (ServerConnector) server.getConnectors()[0];
    return URI.create("http://" + connector.getHost() + ":" + connector.getLocalPort());
  }

  @Override
  public void close() {
    Lifecycle.run("stop the embedded DynamoDB", server::stop);
    tables.shutdown();
  }
}
