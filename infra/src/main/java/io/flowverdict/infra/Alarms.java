package io.flowverdict.infra;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IAlarmAction;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/// What somebody has to look at: nothing is analysed, less is analysed than delivered, or the
/// answers are of little use.
final class Alarms extends Construct {
  private static final Duration FIVE_MINUTES = Duration.minutes(5);
  private static final Duration AN_HOUR = Duration.hours(1);

  private final List<IAlarmAction> actions = new ArrayList<>();

  Alarms(Construct scope, Settings.Alerts alerts) {
    super(scope, "Alarms");
    if (!alerts.topicArn().isEmpty()) {
      actions.add(new SnsAction(Topic.fromTopicArn(this, "GivenTopic", alerts.topicArn())));
    }
    if (!alerts.email().isEmpty()) {
      actions.add(new SnsAction(mailedTo(alerts.email())));
    }
    deliveries(alerts);
    functions();
    failedMessages();
    answers(alerts);
  }

  private Topic mailedTo(String address) {
    Topic topic =
        Topic.Builder.create(this, "Topic")
            .topicName("flow-verdict-alarms")
            .enforceSsl(true)
            .build();
    topic.addSubscription(new EmailSubscription(address));
    return topic;
  }

  private void deliveries(Settings.Alerts alerts) {
    alarm(
        "deliveries-wait",
        "The oldest delivery has waited for as long: analyze fails, or is too slow",
        Metrics.queue(
            JavaFunction.nameOf(AnalyzeFunction.NAME),
            "ApproximateAgeOfOldestMessage",
            "Maximum",
            FIVE_MINUTES),
        60.0 * alerts.lagMinutes(),
        3);
    alarm(
        "records-are-late",
        "Records are this old, in seconds, when they are analysed",
        Metrics.analysis("LagSeconds", "p90", FIVE_MINUTES),
        60.0 * alerts.lagMinutes(),
        3);
  }

  private void functions() {
    for (String function :
        List.of(AnalyzeFunction.NAME, CaptureFunction.NAME, AuditFunction.NAME)) {
      alarm(
          function + "-fails",
          "Invocations of " + function + " ended with an error: see its log",
          Metrics.lambda(function, "Errors", "Sum", FIVE_MINUTES),
          1,
          3);
      alarm(
          function + "-is-throttled",
          "The account's concurrency, or what is set aside of it, is too small for " + function,
          Metrics.lambda(function, "Throttles", "Sum", FIVE_MINUTES),
          1,
          3);
    }
  }

  private void failedMessages() {
    for (String name :
        List.of(
            AnalyzeFunction.NAME, CaptureFunction.NAME, AuditFunction.NAME, FindingEvents.NAME)) {
      alarm(
          name + "-gave-up",
          "Messages are in " + WorkQueue.failedNameOf(name) + ": mend the cause, then redrive them",
          Metrics.queue(
              WorkQueue.failedNameOf(name),
              "ApproximateNumberOfMessagesVisible",
              "Maximum",
              FIVE_MINUTES),
          1,
          1);
    }
  }

  private void answers(Settings.Alerts alerts) {
    alarm(
        "too-much-undecided",
        "This share of the records, in percent, could not be decided: see the findings for reasons",
        Metrics.undecidedShare(AN_HOUR),
        alerts.undecidedPercent(),
        1);
  }

  /// An alarm when the metric is at the threshold or above in as many periods one after another.
  private void alarm(
      String name, String description, IMetric metric, double threshold, int periods) {
    Alarm alarm =
        Alarm.Builder.create(this, name)
            .alarmName("flow-verdict-" + name)
            .alarmDescription(description)
            .metric(metric)
            .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
            .threshold(threshold)
            .evaluationPeriods(periods)
            .treatMissingData(TreatMissingData.NOT_BREACHING)
            .build();
    actions.forEach(action -> {
      alarm.addAlarmAction(action);
      alarm.addOkAction(action);
    });
  }
}
