package io.flowverdict.bench.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/// Does nothing, with the clients that the constructors of both functions build.
public final class HelloHandler implements RequestStreamHandler {
  /// What it answers to every event.
  public static final String ANSWER = "{\"hello\":\"world\"}";

  private final List<SdkClient> clients =
      List.of(S3Client.create(), DynamoDbClient.create(), StsClient.create());

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    if (clients.isEmpty()) {
      throw new IllegalStateException("The clients were not built");
    }
    output.write(ANSWER.getBytes(UTF_8));
  }
}
