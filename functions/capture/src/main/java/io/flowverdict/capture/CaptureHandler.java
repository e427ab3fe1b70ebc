package io.flowverdict.capture;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowverdict.aws.capture.Capture;
import io.flowverdict.aws.capture.ConfigurationSettings;
import io.flowverdict.aws.capture.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/// Takes one event, as [CaptureRequest] reads it, or a batch of them from SQS.
///
/// A batch is answered with the messages that must come back (`ReportBatchItemFailures`); a single
/// event with what came of it, or with an error when the history was not reached.
public final class CaptureHandler implements RequestStreamHandler {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Capture capture;
  private final Clock clock;

  /// Reads the environment; see [ConfigurationSettings].
  public CaptureHandler() {
    this(ConfigurationSettings.of(System.getenv()), DynamoDbClient.create(), Clock.systemUTC());
  }

  private CaptureHandler(ConfigurationSettings settings, DynamoDbClient dynamoDb, Clock clock) {
    this(
        settings.capture(
            settings.history(S3Client.create(), dynamoDb),
            dynamoDb,
            StsClient.create(),
            clock,
            PATIENCE),
        clock);
  }

  CaptureHandler(Capture capture, Clock clock) {
    this.capture = capture;
    this.clock = clock;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    JsonNode event = JSON.readTree(input);
    LambdaLogger logger = context.getLogger();
    JsonNode answer =
        event.path("Records").isArray()
            ? answerBatch(event.path("Records"), logger)
            : answerEvent(event, logger);
    JSON.writeValue(output, answer);
  }

  private JsonNode answerEvent(JsonNode event, LambdaLogger logger) {
    Optional<CaptureRequest> request = CaptureRequest.of(event, clock.instant());
    if (request.isEmpty()) {
      return JSON.createObjectNode().put("outcome", "ignored");
    }
    Outcome outcome = capture.reach(request.get().scope(), request.get().needed());
    ObjectNode line = CaptureLog.line(request.get(), 1, outcome);
    logger.log(line + "\n");
    if (outcome instanceof Outcome.Shortfall shortfall) {
      throw new CaptureFailedException(
          "The configuration of " + request.get().scope() + ": " + shortfall.sentence());
    }
    return line;
  }

  private JsonNode answerBatch(JsonNode messages, LambdaLogger logger) {
    CaptureBatch batch = CaptureBatch.of(messages, clock.instant());
    batch.rejected().forEach((id, reason) -> logger.log(CaptureLog.rejected(id, reason) + "\n"));
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode failures = answer.putArray("batchItemFailures");
    batch.rejected().keySet().forEach(id -> fail(failures, id));
    for (CaptureBatch.Group group : batch.groups()) {
      Outcome outcome = capture.reach(group.request().scope(), group.request().needed());
      logger.log(CaptureLog.line(group.request(), group.messageIds().size(), outcome) + "\n");
      if (outcome instanceof Outcome.Shortfall) {
        group.messageIds().forEach(id -> fail(failures, id));
      }
    }
    return answer;
  }

  private static void fail(ArrayNode failures, String messageId) {
    failures.addObject().put("itemIdentifier", messageId);
  }
}
