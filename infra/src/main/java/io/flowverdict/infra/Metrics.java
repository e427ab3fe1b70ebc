package io.flowverdict.infra;

import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;

/// The metrics that are graphed and watched: what the functions write themselves, and what AWS
/// does. Named, not taken from the constructs: that would tie the stacks together.
final class Metrics {
  private static final String THROTTLED = "WriteThrottleEvents";

  private Metrics() {}

  /// {@return what the function counts or measures while it analyses}
  ///
  /// @param statistic for example `Sum`
  static Metric analysis(String name, String statistic, Duration period) {
    return own(AnalyzeFunction.NAME, name, statistic, period);
  }

  /// {@return the readings of a configuration that were asked for and failed}
  static Metric failedCaptures(Duration period) {
    return own(CaptureFunction.NAME, "CaptureFailed", "Sum", period);
  }

  private static Metric own(String function, String name, String statistic, Duration period) {
    return metric("FlowVerdict", name, Map.of("Function", function), statistic, period);
  }

  /// {@return the objects that were analysed, with records or without; 0 where there was none, as
  /// for [#goodAudits]}
  static IMetric objects(Duration period) {
    return MathExpression.Builder.create()
        .label("objects")
        .expression("FILL(objects, 0)")
        .usingMetrics(Map.of("objects", analysis("Records", "SampleCount", period)))
        .period(period)
        .build();
  }

  /// {@return the records that could not be decided, in percent of those that ask for a decision; 0
  /// without records}
  static IMetric undecidedShare(Duration period) {
    return MathExpression.Builder.create()
        .label("undecided, %")
        .expression(
            "IF(accept + reject + undecided > 0,"
                + " 100 * undecided / (accept + reject + undecided), 0)")
        .usingMetrics(
            Ordered.map(
                "accept", analysis("VerdictAccept", "Sum", period),
                "reject", analysis("VerdictReject", "Sum", period),
                "undecided", analysis("VerdictUndecided", "Sum", period)))
        .period(period)
        .build();
  }

  /// {@return the audits that ended without an error.
  ///
  /// `FILL` because an alarm looks at more hours than its own where some have no number, and would
  /// find yesterday's audit there ([missing data](
  /// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html)).
  /// Lambda counts an error in the hour in which the invocation began, as it does the invocation.}
  static IMetric goodAudits(Duration period) {
    return MathExpression.Builder.create()
        .label("audits that ended well")
        .expression("FILL(invocations, 0) - errors")
        .usingMetrics(
            Ordered.map(
                "invocations", lambda(AuditFunction.NAME, "Invocations", "Sum", period),
                "errors", lambda(AuditFunction.NAME, "Errors", "Sum", period)))
        .period(period)
        .build();
  }

  static Metric lambda(String function, String name, String statistic, Duration period) {
    return metric(
        "AWS/Lambda",
        name,
        Map.of("FunctionName", JavaFunction.nameOf(function)),
        statistic,
        period);
  }

  /// @param queue its whole name
  static Metric queue(String queue, String name, String statistic, Duration period) {
    return metric("AWS/SQS", name, Map.of("QueueName", queue), statistic, period);
  }

  /// @param arn of a state machine
  static Metric stateMachine(String arn, String name, Duration period) {
    return metric("AWS/States", name, Map.of("StateMachineArn", arn), "Sum", period);
  }

  static Metric findingsTable(String name, Duration period) {
    return table(name, Map.of("TableName", StorageStack.FINDINGS), period);
  }

  /// {@return the writes of the findings table that were throttled, whether at the table or at an
  /// index, which DynamoDB counts apart}
  static IMetric throttledFindings(Duration period) {
    Map<String, Metric> metrics = new LinkedHashMap<>();
    metrics.put("table", findingsTable(THROTTLED, period));
    for (String index : StorageStack.INDEXES) {
      metrics.put(
          index,
          table(
              THROTTLED,
              Ordered.map("TableName", StorageStack.FINDINGS, "GlobalSecondaryIndexName", index),
              period));
    }
    return MathExpression.Builder.create()
        .label("throttled writes of findings")
        .expression(String.join(" + ", metrics.keySet()))
        .usingMetrics(metrics)
        .period(period)
        .build();
  }

  /// {@return the writes of the timeline table that were throttled}
  static Metric throttledTimelines(Duration period) {
    return table(THROTTLED, Map.of("TableName", StorageStack.TIMELINE), period);
  }

  private static Metric table(String name, Map<String, String> dimensions, Duration period) {
    return metric("AWS/DynamoDB", name, dimensions, "Sum", period);
  }

  /// {@return the backfills that failed, and batches of them where Step Functions counts those}
  static Metric failedBackfills(Duration period) {
    return stateMachine(
        Permissions.stateMachineArn(BackfillStack.NAME), "ExecutionsFailed", period);
  }

  private static Metric metric(
      String namespace,
      String name,
      Map<String, String> dimensions,
      String statistic,
      Duration period) {
    return Metric.Builder.create()
        .namespace(namespace)
        .metricName(name)
        .dimensionsMap(dimensions)
        .statistic(statistic)
        .period(period)
        .build();
  }
}
