package io.flowverdict.analyze;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowverdict.analyze.Deliveries.Message;
import io.flowverdict.aws.objects.FlowLogObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The Lambda function behind S3's deliveries.
///
/// Each SQS message fails alone: those that are to be tried again are named in the partial batch
/// response. An event that came without SQS fails as a whole, after everything in it was tried.
public final class AnalyzeHandler implements RequestStreamHandler {

  private final ObjectMapper json = new ObjectMapper();
  private final Deliveries deliveries = new Deliveries(json);
  private final Analysis analysis;

  /// Reads the function's environment; see [Environment].
  public AnalyzeHandler() {
    this(Environment.analysis(System.getenv()));
  }

  /// Takes what it needs: for tests, and for running it in a process of one's own.
  public AnalyzeHandler(Analysis analysis) {
    this.analysis = analysis;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    List<BatchItemFailure> failures = new ArrayList<>();
    for (Message message : deliveries.messages(json.readTree(input))) {
      try {
        deliverAll(deliveries.announcedBy(message), context.getLogger());
      } catch (RuntimeException failed) {
        if (message.id() == null) {
          throw failed;
        }
        log(context.getLogger(), Map.of("failed", message.id(), "error", failed.toString()));
        failures.add(new BatchItemFailure(message.id()));
      }
    }
    json.writeValue(output, new SQSBatchResponse(failures));
  }

  /// Delivers each; an object that fails does not keep the others from being analysed.
  private void deliverAll(List<Delivery> announced, LambdaLogger logger)
      throws JsonProcessingException {
    RuntimeException failure = null;
    for (Delivery delivery : announced) {
      try {
        deliver(delivery, logger);
      } catch (RuntimeException failed) {
        if (failure == null) {
          failure = failed;
        } else {
          failure.addSuppressed(failed);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void deliver(Delivery delivery, LambdaLogger logger) throws JsonProcessingException {
    Optional<FlowLogObject> object = FlowLogObject.of(delivery.bucket(), delivery.key());
    if (object.isEmpty()) {
      log(logger, Map.of("skipped", "not-a-flow-log-key", "object", delivery.toString()));
      return;
    }
    Optional<Summary> summary = analysis.analyze(object.get());
    if (summary.isEmpty()) {
      log(logger, Map.of("skipped", "object-is-gone", "object", object.get().name()));
      return;
    }
    log(logger, summary.get());
  }

  private void log(LambdaLogger logger, Object line) throws JsonProcessingException {
    logger.log(json.writeValueAsString(line) + "\n");
  }
}
