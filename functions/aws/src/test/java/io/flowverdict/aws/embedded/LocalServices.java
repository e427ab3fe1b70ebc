package io.flowverdict.aws.embedded;

import io.flowverdict.aws.history.TimelineTable;
import java.net.InetAddress;
import java.net.URI;
import java.util.UUID;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/// DynamoDB and S3, one of each for all tests of a run, on free ports of the loopback address.
public final class LocalServices {
  /// What clients must have and the services do not check.
  public static final AwsCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

  private static final String LOOPBACK = InetAddress.getLoopbackAddress().getHostAddress();
  private static final URI DYNAMO_DB = startDynamoDb();
  private static final URI S3 = startS3();

  private LocalServices() {}

  public static DynamoDbClient dynamoDb() {
    return dynamoDb(UrlConnectionHttpClient.create());
  }

  public static DynamoDbClient dynamoDb(SdkHttpClient http) {
    return DynamoDbClient.builder()
        .httpClient(http)
        .endpointOverride(DYNAMO_DB)
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(CREDENTIALS)
        .build();
  }

  public static S3Client s3() {
    return s3(UrlConnectionHttpClient.create());
  }

  public static S3Client s3(SdkHttpClient http) {
    return S3Client.builder()
        .httpClient(http)
        .endpointOverride(S3)
        .forcePathStyle(true)
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(CREDENTIALS)
        .build();
  }

  /// {@return a new, empty table}
  public static TimelineTable newTable() {
    TimelineTable table = new TimelineTable("timeline-" + UUID.randomUUID());
    try (DynamoDbClient client = dynamoDb()) {
      table.create(client);
    }
    return table;
  }

  /// {@return a new, empty bucket}
  public static String newBucket() {
    String bucket = "revisions-" + UUID.randomUUID();
    try (S3Client client = s3()) {
      client.createBucket(request -> request.bucket(bucket));
    }
    return bucket;
  }

  private static URI startDynamoDb() {
    LocalDynamoDBRequestHandler tables =
        new LocalDynamoDBRequestHandler(
            /* authorityLevel= */ 0,
            /* runInMemory= */ true,
            /* dbFileLocation= */ null,
            /* sharedDb= */ true,
            /* delayTransientStatuses= */ false);
    Server server = new Server();
    ServerConnector loopback = new ServerConnector(server);
    loopback.setHost(LOOPBACK);
    server.addConnector(loopback);
    server.setHandler(
        new ContextHandler(new LocalDynamoDBServerHandler(tables, /* corsParam= */ null)));
    start(server::start);
    return URI.create("http://" + LOOPBACK + ":" + loopback.getLocalPort());
  }

  private static URI startS3() {
    S3Proxy server =
        S3Proxy.builder()
            .endpoint(URI.create("http://" + LOOPBACK + ":0"))
            .blobStore(new TransientNio2BlobStore())
            .awsAuthentication(AuthenticationType.NONE, "", "")
            .build();
    start(server::start);
    return URI.create("http://" + LOOPBACK + ":" + server.getPort());
  }

  private interface Start {
    void run() throws Exception;
  }

  private static void start(Start start) {
    try {
      start.run();
    } catch (Exception failure) {
      throw new IllegalStateException("An embedded service does not start", failure);
    }
  }
}
