package io.flowverdict.infra;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.CustomWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.constructs.Construct;

/// The console above; records, verdicts and findings as graphs; what may hold them up below.
final class OverviewDashboard extends Construct {
  private static final Duration PERIOD = Duration.minutes(5);
  private static final int WIDTH = 8;
  private static final int CONSOLE_HEIGHT = 16;

  OverviewDashboard(Construct scope) {
    super(scope, "Overview");
    Dashboard dashboard =
        Dashboard.Builder.create(this, "Resource")
            .dashboardName("flow-verdict")
            .defaultInterval(Duration.hours(12))
            .build();
    dashboard.addWidgets(console());
    dashboard.addWidgets(
        graph("Records", analysis("Records")),
        stacked(
            "Verdicts",
            Stream.of("VerdictAccept", "VerdictReject", "VerdictUndecided", "VerdictNotEvaluated")
                .map(OverviewDashboard::analysis)
                .toList()),
        graph("Undecided records, %", Metrics.undecidedShare(PERIOD)));
    dashboard.addWidgets(
        graph("Findings", analysis("FindingsNew"), analysis("Causes")),
        graph("Recorded otherwise than judged", analysis("Disagreements")),
        graph(
            "Not analysed or not captured",
            analysis("RejectedLines"),
            analysis("ObjectsSkipped"),
            analysis("ObjectsFailed"),
            analysis("ObjectsNotLookedAfter"),
            Metrics.failedCaptures(PERIOD)));
    dashboard.addWidgets(
        graph(
            "Age of records when analysed, seconds",
            Metrics.analysis("LagSeconds", "p50", PERIOD),
            Metrics.analysis("LagSeconds", "Maximum", PERIOD)),
        graph("Bytes read", analysis("Bytes")),
        graph(
            "Time for an object, milliseconds",
            Metrics.analysis("DurationMillis", "p50", PERIOD),
            Metrics.analysis("DurationMillis", "p99", PERIOD)));
    dashboard.addWidgets(waiting(), functions("Errors"), functions("Throttles"));
    dashboard.addWidgets(
        functions("ConcurrentExecutions"),
        graph(
            "Findings table: writes", Metrics.findingsTable("ConsumedWriteCapacityUnits", PERIOD)),
        graph(
            "Tables: throttled writes",
            Metrics.throttledFindings(PERIOD),
            Metrics.throttledTimelines(PERIOD)));
  }

  /// Asked again when the time range changes; a person who looks at a finding goes on looking at it
  /// while the graphs are refreshed.
  private static IWidget console() {
    return CustomWidget.Builder.create()
        .title("Findings")
        .functionArn(JavaFunction.publishedArn(ConsoleFunctions.NAME))
        .params(Map.of("query", "overview"))
        .width(3 * WIDTH)
        .height(CONSOLE_HEIGHT)
        .updateOnRefresh(false)
        .updateOnResize(true)
        .updateOnTimeRangeChange(true)
        .build();
  }

  private static IMetric analysis(String name) {
    return Metrics.analysis(name, "Sum", PERIOD);
  }

  private static IWidget waiting() {
    return graph(
        "What waits, failed or was not delivered",
        waiting(JavaFunction.nameOf(AnalyzeFunction.NAME)),
        waiting(JavaFunction.nameOf(CaptureFunction.NAME)),
        waiting(WorkQueue.failedNameOf(AnalyzeFunction.NAME)),
        waiting(WorkQueue.failedNameOf(CaptureFunction.NAME)),
        waiting(WorkQueue.undeliveredNameOf(CaptureFunction.NAME)),
        waiting(WorkQueue.failedNameOf(AuditFunction.NAME)),
        waiting(WorkQueue.undeliveredNameOf(AuditFunction.NAME)),
        waiting(WorkQueue.failedNameOf(FindingEvents.NAME)));
  }

  private static IMetric waiting(String queue) {
    return Metrics.queue(queue, "ApproximateNumberOfMessagesVisible", "Maximum", PERIOD);
  }

  /// A graph of one of Lambda's metrics for every function.
  private static IWidget functions(String metric) {
    String statistic = metric.equals("ConcurrentExecutions") ? "Maximum" : "Sum";
    return graph(
        "Functions: " + metric,
        JavaFunction.NAMES.stream()
            .map(function -> Metrics.lambda(function, metric, statistic, PERIOD))
            .toArray(IMetric[]::new));
  }

  private static IWidget graph(String title, IMetric... metrics) {
    return GraphWidget.Builder.create().title(title).width(WIDTH).left(List.of(metrics)).build();
  }

  private static IWidget stacked(String title, List<IMetric> metrics) {
    return GraphWidget.Builder.create()
        .title(title)
        .width(WIDTH)
        .left(metrics)
        .stacked(true)
        .build();
  }
}
