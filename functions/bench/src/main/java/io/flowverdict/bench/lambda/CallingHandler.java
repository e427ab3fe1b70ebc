package io.flowverdict.bench.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/// Has the clients of [HelloHandler] and calls S3 and DynamoDB once each: `HeadBucket` of
/// `REVISIONS_BUCKET` and `DescribeTable` of `TIMELINE_TABLE`. What a function costs that uses the
/// SDK at all.
public final class CallingHandler implements RequestStreamHandler {
  private final S3Client s3 = S3Client.create();
  private final DynamoDbClient dynamoDb = DynamoDbClient.create();
  private final StsClient sts = StsClient.create();

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Objects.requireNonNull(sts, "The clients were not built");
    s3.headBucket(call -> call.bucket(System.getenv("REVISIONS_BUCKET")));
    dynamoDb.describeTable(call -> call.tableName(System.getenv("TIMELINE_TABLE")));
    output.write(HelloHandler.ANSWER.getBytes(UTF_8));
  }
}
