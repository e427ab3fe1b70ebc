package io.flowverdict.capture;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowverdict.aws.capture.Capture;
import io.flowverdict.aws.capture.ConfigurationSettings;
import io.flowverdict.aws.capture.Outcome;
import io.flowverdict.aws.queue.ReceivedMessage;
import io.flowverdict.aws.queue.Redelivery;
import io.flowverdict.aws.queue.SqsRedelivery;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/// Takes one event, as [CaptureRequest] reads it, or a batch of them from SQS.
///
/// A batch is answered with the messages that must come back (`ReportBatchItemFailures`), and soon
/// ([Redelivery]); a single event with what came of it, or with an error when the history was not
/// reached.
public final class CaptureHandler implements RequestStreamHandler {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Capture capture;
  private final Redelivery redelivery;
  private final Clock clock;

  /// Reads the environment; see [ConfigurationSettings] and [SqsRedelivery].
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
        SqsRedelivery.of(System.getenv()),
        clock);
  }

  CaptureHandler(Capture capture, Redelivery redelivery, Clock clock) {
    this.capture = capture;
    this.redelivery = redelivery;
    this.clock = clock;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    JsonNode event = JSON.readTree(input);
    CaptureLog log = new CaptureLog(context.getLogger(), clock);
    JsonNode answer =
        event.path("Records").isArray()
            ? answerBatch(event.path("Records"), log)
            : answerEvent(event, log);
    JSON.writeValue(output, answer);
  }

  private JsonNode answerEvent(JsonNode event, CaptureLog log) {
    Optional<CaptureRequest> request = CaptureRequest.of(event, clock.instant());
    if (request.isEmpty()) {
      return JSON.createObjectNode().put("outcome", "ignored");
    }
    Outcome outcome = capture.reach(request.get().scope(), request.get().needed());
    JsonNode line = log.came(request.get(), 1, outcome);
    if (outcome instanceof Outcome.Shortfall shortfall) {
      throw new CaptureFailedException(
          "The configuration of " + request.get().scope() + ": " + shortfall.sentence());
    }
    return line;
  }

  private JsonNode answerBatch(JsonNode records, CaptureLog log) {
    CaptureBatch batch = CaptureBatch.of(records, clock.instant());
    List<ReceivedMessage> failed = new ArrayList<>();
    batch
        .rejected()
        .forEach((message, reason) -> {
          log.rejected(message, reason);
          failed.add(message);
        });
    for (CaptureBatch.Group group : batch.groups()) {
      Outcome outcome = capture.reach(group.request().scope(), group.request().needed());
      log.came(group.request(), group.messages().size(), outcome);
      if (outcome instanceof Outcome.Shortfall) {
        failed.addAll(group.messages());
      }
    }
    redelivery.hastenAll(failed).ifPresent(log::notHastened);
    return answer(failed);
  }

  private static JsonNode answer(List<ReceivedMessage> failed) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode failures = answer.putArray("batchItemFailures");
    failed.forEach(message -> failures.addObject().put("itemIdentifier", message.id()));
    return answer;
  }
}
