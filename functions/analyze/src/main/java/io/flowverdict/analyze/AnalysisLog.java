package io.flowverdict.analyze;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What the function logs: one line of JSON for each object, without any address.
///
/// The lines are in CloudWatch's embedded metric format ([specification](
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html)),
/// so that their numbers are metrics in the namespace `FlowVerdict`, by the dimension `Function`.
final class AnalysisLog {

  private static final String NAMESPACE = "FlowVerdict";
  private static final String FUNCTION = "analyze";
  private static final int LONGEST_KEY = 1_024;

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
    Line line = new Line();
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
    line.property("verdicts", summary.verdicts());
    line.property("undecided", summary.undecided());
    line.property("statuses", summary.statuses());
    line.property("rejected", summary.rejected());
    if (summary.caveat() != null) {
      line.property("caveat", summary.caveat());
    }
    write(line.content());
  }

  private static Duration total(Summary summary) {
    return summary.stages().values().stream().reduce(Duration.ZERO, Duration::plus);
  }

  /// Logs that there was nothing to be done.
  void skipped(Delivery delivery, SkipReason reason) {
    Line line = new Line();
    line.metric("ObjectsSkipped", "Count", 1);
    if (reason == SkipReason.ACCOUNT_NOT_LOOKED_AFTER) {
      line.metric("ObjectsNotLookedAfter", "Count", 1);
    }
    line.property("skipped", reason.code());
    line.property("bucket", delivery.bucket());
    line.property(
        "key", delivery.key().substring(0, Math.min(delivery.key().length(), LONGEST_KEY)));
    write(line.content());
  }

  /// Logs that a message is to be delivered again.
  void failed(String messageId, RuntimeException failure) {
    write(Map.of("failed", messageId, "error", failure.toString()));
  }

  private void write(Map<String, Object> content) {
    try {
      logger.log(json.writeValueAsString(content) + "\n");
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /// `NOT_EVALUATED` as `NotEvaluated`.
  private static String camelCase(String name) {
    StringBuilder camelCase = new StringBuilder();
    for (String word : name.toLowerCase(Locale.ROOT).split("_", -1)) {
      camelCase.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
    }
    return camelCase.toString();
  }

  /// Collects a line. Mutable.
  private final class Line {
    private final List<Map<String, String>> metrics = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();

    void metric(String name, String unit, long value) {
      metrics.add(Map.of("Name", name, "Unit", unit));
      values.put(name, value);
    }

    void property(String name, Object value) {
      values.put(name, value);
    }

    Map<String, Object> content() {
      Map<String, Object> content = new LinkedHashMap<>();
      content.put(
          "_aws",
          Map.of(
              "Timestamp",
              clock.millis(),
              "CloudWatchMetrics",
              List.of(
                  Map.of(
                      "Namespace",
                      NAMESPACE,
                      "Dimensions",
                      List.of(List.of("Function")),
                      "Metrics",
                      metrics))));
      content.put("Function", FUNCTION);
      content.putAll(values);
      return content;
    }
  }
}
