package io.flowverdict.console;

import java.net.InetAddress;
import java.net.URI;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/// DynamoDB in this process, one for all tests of a run.
final class LocalDynamoDb {

  private static final URI ENDPOINT = start();

  private LocalDynamoDb() {}

  static DynamoDbClient client() {
    return client(new Calls());
  }

  static DynamoDbClient client(Calls calls) {
    return DynamoDbClient.builder()
        .httpClient(UrlConnectionHttpClient.create())
        .endpointOverride(ENDPOINT)
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .overrideConfiguration(overrides -> overrides.addExecutionInterceptor(calls))
        .build();
  }

  private static URI start() {
    String loopback = InetAddress.getLoopbackAddress().getHostAddress();
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost(loopback);
    server.addConnector(connector);
    LocalDynamoDBRequestHandler tables =
        new LocalDynamoDBRequestHandler(0, true, null, true, false);
    server.setHandler(new ContextHandler(new LocalDynamoDBServerHandler(tables, null)));
    try {
      server.start();
    } catch (Exception failure) {
      throw new IllegalStateException("DynamoDB Local does not start", failure);
    }
    return URI.create("http://" + loopback + ":" + connector.getLocalPort());
  }

  /// Notes what is called: `Query`, `Query status` for an index. Mutable.
  static final class Calls implements ExecutionInterceptor {
    private final Set<String> calls = Collections.synchronizedSet(new TreeSet<>());

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
      String name = context.request().getClass().getSimpleName().replace("Request", "");
      boolean ofIndex =
          context.request() instanceof QueryRequest query && query.indexName() != null;
      calls.add(ofIndex ? name + " " + ((QueryRequest) context.request()).indexName() : name);
    }

    Set<String> names() {
      return Set.copyOf(calls);
    }
  }
}
