package io.flowverdict.analyze;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowverdict.analyze.Deliveries.Message;
import io.flowverdict.aws.objects.FlowLogObject;
import io.flowverdict.aws.queue.ReceivedMessage;
import io.flowverdict.aws.queue.Redelivery;
import io.flowverdict.aws.queue.SqsRedelivery;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The Lambda function behind S3's deliveries.
///
/// Each SQS message fails alone: those that are to be tried again are named in the partial batch
/// response, and come back soon ([Redelivery]). An event that came without SQS fails as a whole,
/// after everything in it was tried.
public final class AnalyzeHandler implements RequestStreamHandler {

  /// What is left of the function's time when reading ends: enough to write what was found.
  private static final Duration RESERVE = Duration.ofSeconds(20);

  private final ObjectMapper json = new ObjectMapper();
  private final Deliveries deliveries = new Deliveries(json);
  private final Analysis analysis;
  private final LookedAfter lookedAfter;
  private final Redelivery redelivery;
  private final Clock clock;

  /// Reads the function's environment; see [Environment], [LookedAfter] and [SqsRedelivery].
  public AnalyzeHandler() {
    this(
        Environment.analysis(System.getenv()),
        LookedAfter.of(System.getenv()),
        SqsRedelivery.of(System.getenv()),
        Clock.systemUTC());
  }

  /// Takes what it needs, and looks after every account: for running it in a process of one's own.
  public AnalyzeHandler(Analysis analysis, Clock clock) {
    this(analysis, LookedAfter.EVERYTHING, Redelivery.BY_THE_QUEUE, clock);
  }

  AnalyzeHandler(Analysis analysis, LookedAfter lookedAfter, Redelivery redelivery, Clock clock) {
    this.analysis = analysis;
    this.lookedAfter = lookedAfter;
    this.redelivery = redelivery;
    this.clock = clock;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    AnalysisLog log = new AnalysisLog(context.getLogger(), json, clock);
    Instant until = clock.instant().plusMillis(context.getRemainingTimeInMillis()).minus(RESERVE);
    List<ReceivedMessage> failures = new ArrayList<>();
    for (Message message : deliveries.messages(json.readTree(input))) {
      try {
        deliverAll(announcedBy(message, log), message.comesAgain(), until, log);
      } catch (RuntimeException failed) {
        ReceivedMessage received = message.received();
        if (received == null) {
          throw failed;
        }
        failures.add(received);
      }
    }
    redelivery.hastenAll(failures).ifPresent(log::notHastened);
    json.writeValue(output, answer(failures));
  }

  private static SQSBatchResponse answer(List<ReceivedMessage> failures) {
    return new SQSBatchResponse(
        failures.stream().map(message -> new BatchItemFailure(message.id())).toList());
  }

  private List<Delivery> announcedBy(Message message, AnalysisLog log) {
    try {
      return deliveries.announcedBy(message);
    } catch (RuntimeException notUnderstood) {
      if (message.received() != null) {
        log.failed(message.received(), notUnderstood);
      }
      throw notUnderstood;
    }
  }

  /// Delivers each; an object that fails does not keep the others from being analysed.
  private void deliverAll(
      List<Delivery> announced, boolean comesAgain, Instant until, AnalysisLog log) {
    RuntimeException failure = null;
    for (Delivery delivery : announced) {
      try {
        deliver(delivery, comesAgain, until, log);
      } catch (RuntimeException failed) {
        log.failed(delivery, failed);
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

  private void deliver(Delivery delivery, boolean comesAgain, Instant until, AnalysisLog log) {
    Analyzed analyzed =
        switch (Admission.of(delivery, lookedAfter)) {
          case Admission.Admitted(FlowLogObject object) ->
              analysis.analyze(new AnalysisRequest(object, delivery.force(), comesAgain, until));
          case Admission.Refused(SkipReason reason) -> new Analyzed.Skipped(reason);
        };
    switch (analyzed) {
      case Analyzed.Done(Summary summary) -> log.done(summary);
      case Analyzed.Skipped(SkipReason reason) -> log.skipped(delivery, reason);
    }
  }
}
