package io.flowverdict.analyze;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowverdict.aws.metric.MetricLine;
import io.flowverdict.aws.queue.ReceivedMessage;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// What the function logs: one line of JSON for each object, without any address, with its numbers
/// as metrics ([MetricLine]).
final class AnalysisLog {

  private static final String FUNCTION = "analyze";

  private final LambdaLogger logger;
  private final ObjectMapper json;
  private final Clock clock;

  AnalysisLog(LambdaLogger logger, ObjectMapper json, Clock clock) {
    this.logger = logger;
    this.json = json;
    this.clock = clock;
  }

  /// Logs what came of an object.
  void done(Summary summary) {
    MetricLine line = line();
    line.metric("Records", "Count", summary.records());
    line.metric("Bytes", "Bytes", summary.bytes());
    for (String outcome : List.of("ACCEPT", "REJECT", "UNDECIDED", "NOT_EVALUATED")) {
      line.metric(
          "Verdict" + camelCase(outcome), "Count", summary.verdicts().getOrDefault(outcome, 0L));
    }
    line.metric("Disagreements", "Count", summary.disagreements());
    line.metric("Causes", "Count", summary.causes());
    line.metric("FindingsNew", "Count", summary.findings().added());
    line.metric("FindingsUpdated", "Count", summary.findings().updated());
    line.metric(
        "RejectedLines",
        "Count",
        summary.rejected().values().stream().mapToLong(Long::longValue).sum());
    if (summary.lag() != null) {
      line.metric("LagSeconds", "Seconds", summary.lag().toSeconds());
    }
    summary
        .stages()
        .forEach((stage, time) ->
            line.metric(camelCase(stage) + "Millis", "Milliseconds", time.toMillis()));
    line.metric("DurationMillis", "Milliseconds", total(summary).toMillis());
    line.property("object", summary.object());
    line.property("verdicts", json.valueToTree(summary.verdicts()));
    line.property("undecided", json.valueToTree(summary.undecided()));
    line.property("statuses", json.valueToTree(summary.statuses()));
    line.property("rejected", json.valueToTree(summary.rejected()));
    if (summary.caveat() != null) {
      line.property("caveat", summary.caveat());
    }
    write(line);
  }

  private static Duration total(Summary summary) {
    return summary.stages().values().stream().reduce(Duration.ZERO, Duration::plus);
  }

  /// Logs that there was nothing to be done.
  void skipped(Delivery delivery, SkipReason reason) {
    MetricLine line = line();
    line.metric("ObjectsSkipped", "Count", 1);
    if (reason == SkipReason.ACCOUNT_NOT_LOOKED_AFTER) {
      line.metric("ObjectsNotLookedAfter", "Count", 1);
    }
    line.property("skipped", reason.code());
    line.property("bucket", delivery.bucket());
    line.property("key", delivery.key());
    write(line);
  }

  /// Logs that an object is to be delivered again.
  void failed(Delivery delivery, RuntimeException failure) {
    write(failure(failure).property("bucket", delivery.bucket()).property("key", delivery.key()));
  }

  /// Logs that a message that cannot be understood is to be delivered again.
  void failed(ReceivedMessage message, RuntimeException failure) {
    write(failure(failure).property("message", message.id()));
  }

  private MetricLine failure(RuntimeException failure) {
    return line().metric("ObjectsFailed", "Count", 1).property("error", failure.toString());
  }

  /// Logs that messages that failed come back when their queue says so, which may be late.
  void notHastened(String reason) {
    write(line().property("notHastened", reason));
  }

  private MetricLine line() {
    return new MetricLine(FUNCTION, clock.instant());
  }

  private void write(MetricLine line) {
    logger.log(line + "\n");
  }

  /// `NOT_EVALUATED` as `NotEvaluated`.
  private static String camelCase(String name) {
    StringBuilder camelCase = new StringBuilder();
    for (String word : name.toLowerCase(Locale.ROOT).split("_", -1)) {
      camelCase.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
    }
    return camelCase.toString();
  }
}
