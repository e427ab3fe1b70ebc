package io.flowverdict.local;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/// DynamoDB and S3 in this process: empty at the start, in memory, gone when closed. They answer on
/// the loopback address only, and whoever reaches them there may use them.
public final class EmbeddedServices implements AutoCloseable {

  /// The Region that clients say they are in; every Region is the same to the services.
  static final Region REGION = Region.EU_CENTRAL_1;

  /// What clients must have and the services do not check.
  static final AwsCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

  private final EmbeddedS3 embeddedS3;
  private final EmbeddedDynamoDb embeddedDynamoDb;
  private final S3Client s3;
  private final DynamoDbClient dynamoDb;

  private EmbeddedServices(EmbeddedS3 embeddedS3, EmbeddedDynamoDb embeddedDynamoDb) {
    this.embeddedS3 = embeddedS3;
    this.embeddedDynamoDb = embeddedDynamoDb;
    this.s3 =
        S3Client.builder()
            .endpointOverride(embeddedS3.endpoint())
            .forcePathStyle(true)
            .region(REGION)
            .credentialsProvider(CREDENTIALS)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    this.dynamoDb =
        DynamoDbClient.builder()
            .endpointOverride(embeddedDynamoDb.endpoint())
            .region(REGION)
            .credentialsProvider(CREDENTIALS)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
  }

  /// {@return both services, started}
  ///
  /// @throws IllegalStateException when one does not start; then neither runs
  public static EmbeddedServices start() {
    EmbeddedS3 s3 = EmbeddedS3.start();
    try {
      return new EmbeddedServices(s3, EmbeddedDynamoDb.start());
    } catch (RuntimeException failure) {
      try (s3) {
        throw failure;
      }
    }
  }

  /// {@return where S3 answers; buckets are addressed in the path}
  public URI s3Endpoint() {
    return embeddedS3.endpoint();
  }

  public URI dynamoDbEndpoint() {
    return embeddedDynamoDb.endpoint();
  }

  public S3Client s3() {
    return s3;
  }

  public DynamoDbClient dynamoDb() {
    return dynamoDb;
  }

  @Override
  public void close() {
    try (embeddedS3;
        embeddedDynamoDb) {
      s3.close();
      dynamoDb.close();
    }
  }
}
