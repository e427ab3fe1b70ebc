package io.flowverdict.capture;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowverdict.aws.capture.Outcome;
import io.flowverdict.aws.metric.MetricLine;
import io.flowverdict.aws.queue.ReceivedMessage;
import io.flowverdict.core.snapshot.Revision;
import java.time.Clock;
import java.time.Instant;

/// What the function logs: one JSON object a line. What failed is a metric, `CaptureFailed`: how
/// many messages, or events without a queue, come back because of it.
final class CaptureLog {

  private static final String FUNCTION = "capture";

  private final LambdaLogger logger;
  private final Clock clock;

  CaptureLog(LambdaLogger logger, Clock clock) {
    this.logger = logger;
    this.clock = clock;
  }

  /// Logs what came of a request.
  ///
  /// @param events how many events asked for it
  /// @return the line
  ObjectNode came(CaptureRequest request, int events, Outcome outcome) {
    ObjectNode line =
        outcome instanceof Outcome.Shortfall
            ? failed(events)
                .property("account", request.scope().accountId())
                .property("region", request.scope().region())
                .json()
            : JsonNodeFactory.instance.objectNode();
    line.put("scope", request.scope().toString())
        .put("needed", request.needed().toString())
        .put("events", events);
    add(outcome, line);
    logger.log(line + "\n");
    return line;
  }

  private static void add(Outcome outcome, ObjectNode line) {
    switch (outcome) {
      case Outcome.Known(Instant verifiedUntil) ->
          line.put("outcome", "known").put("verifiedUntil", verifiedUntil.toString());
      case Outcome.Captured(Revision revision) ->
          line.put("outcome", "captured")
              .put("revision", revision.id())
              .put("observedFrom", revision.observedFrom().toString())
              .put("verifiedUntil", revision.verifiedUntil().toString());
      case Outcome.Refused(String reason) -> line.put("outcome", "refused").put("reason", reason);
      case Outcome.Failed(String reason) -> line.put("outcome", "failed").put("reason", reason);
      case Outcome.Unfinished() -> line.put("outcome", "unfinished");
    }
  }

  /// Logs that a message cannot be understood.
  void rejected(ReceivedMessage message, String reason) {
    MetricLine line =
        failed(1)
            .property("outcome", "rejected")
            .property("message", message.id())
            .property("reason", reason);
    logger.log(line + "\n");
  }

  /// Logs that messages that failed come back when their queue says so, which may be late.
  void notHastened(String reason) {
    logger.log(JsonNodeFactory.instance.objectNode().put("notHastened", reason) + "\n");
  }

  private MetricLine failed(long messages) {
    return new MetricLine(FUNCTION, clock.instant()).metric("CaptureFailed", "Count", messages);
  }
}
