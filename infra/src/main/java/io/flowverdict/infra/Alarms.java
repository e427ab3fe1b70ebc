package io.flowverdict.infra;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.Annotations;
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

/// What somebody has to look at: nothing is analysed or audited, less is analysed than delivered,
/// or the answers are of little use.
///
/// Each alarm must be able to fire. What happens once, such as an invocation that fails, is looked
/// for in one period: what is tried again is tried in another. What may stop happening is counted
/// as 0, and where CloudWatch has no number at all, that is the alarm.
final class Alarms extends Construct {
  private static final Duration FIVE_MINUTES = Duration.minutes(5);
  private static final Duration AN_HOUR = Duration.hours(1);

  /// An audit begins within an hour after 3 o'clock, and Lambda tries it again for minutes: the
  /// time from one day's to the next day's is seldom more than 25 hours, and never 26.
  private static final int LONGEST_WITHOUT_AUDIT = 26;

  private final List<IAlarmAction> actions = new ArrayList<>();

  Alarms(Construct scope, Settings.Alerts alerts) {
    super(scope, "Alarms");
    if (!alerts.topicArn().isEmpty()) {
      actions.add(new SnsAction(Topic.fromTopicArn(this, "GivenTopic", alerts.topicArn())));
    }
    if (!alerts.email().isEmpty()) {
      actions.add(new SnsAction(mailedTo(alerts.email())));
    }
    if (alerts.reachNobody()) {
      Annotations.of(this)
          .addWarningV2(
              "flow-verdict:alarms-reach-nobody",
              "No alarm reaches anybody: give "
                  + Option.ALARM_EMAIL.key()
                  + "=ADDRESS or "
                  + Option.ALARM_TOPIC.key()
                  + "=ARN");
    }
    deliveries(alerts);
    attempts();
    functions();
    audits();
    schedules();
    failedMessages();
    undelivered();
    storage();
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
    if (alerts.silenceHours() > 0) {
      silence(
          "no-objects",
          "No object was analysed for as many hours: is there a flow log, and does the bucket"
              + " announce its objects? It is in alarm, too, from a first deployment to the first"
              + " object",
          Metrics.objects(AN_HOUR),
          alerts.silenceHours());
    }
  }

  /// What is tried again, so that it is no error of a function.
  private void attempts() {
    alarm(
        "objects-fail",
        "An object could not be analysed and is tried again: the log of analyze says which and why",
        Metrics.analysis("ObjectsFailed", "Sum", FIVE_MINUTES),
        1,
        1);
    alarm(
        "captures-fail",
        "A configuration could not be read and is tried again: the log of capture says which and"
            + " why. What is analysed meanwhile is judged by an older one, or not at all",
        Metrics.failedCaptures(FIVE_MINUTES),
        1,
        1);
    alarm(
        "backfill-fails",
        "A backfill failed: see its execution, then redrive it",
        Metrics.failedBackfills(FIVE_MINUTES),
        1,
        1);
  }

  private void functions() {
    for (String function : JavaFunction.NAMES) {
      alarm(
          function + "-fails",
          "An invocation of " + function + " ended with an error: see its log",
          Metrics.lambda(function, "Errors", "Sum", FIVE_MINUTES),
          1,
          1);
    }
    for (String function :
        List.of(AnalyzeFunction.NAME, CaptureFunction.NAME, AuditFunction.NAME)) {
      alarm(
          function + "-is-throttled",
          "The account's concurrency, or what is set aside of it, is too small for " + function,
          Metrics.lambda(function, "Throttles", "Sum", FIVE_MINUTES),
          1,
          3);
    }
  }

  private void audits() {
    silence(
        "no-audit",
        "No audit of any account and Region ended well within "
            + LONGEST_WITHOUT_AUDIT
            + " hours (invocations less errors): no finding is resolved meanwhile. It is in alarm,"
            + " too, from a first deployment to the first audit",
        Metrics.goodAudits(AN_HOUR),
        LONGEST_WITHOUT_AUDIT);
  }

  private void schedules() {
    for (String function : List.of(CaptureFunction.NAME, AuditFunction.NAME)) {
      alarm(
          function + "-is-not-asked",
          "The schedule could not ask " + function + " for every account and Region",
          Metrics.stateMachine(EveryScope.arnOf(function), "ExecutionsFailed", FIVE_MINUTES),
          1,
          1);
    }
  }

  private void failedMessages() {
    for (String name :
        List.of(
            AnalyzeFunction.NAME, CaptureFunction.NAME, AuditFunction.NAME, FindingEvents.NAME)) {
      alarm(
          name + "-gave-up",
          "What failed too often is in "
              + WorkQueue.failedNameOf(name)
              + ": mend the cause, then have it done again",
          waiting(WorkQueue.failedNameOf(name)),
          1,
          1);
    }
  }

  private void undelivered() {
    for (String name : List.of(CaptureFunction.NAME, AuditFunction.NAME)) {
      alarm(
          name + "-undelivered",
          "What a schedule or a rule could not hand over to "
              + name
              + " is in "
              + WorkQueue.undeliveredNameOf(name)
              + ": see the messages' attributes for the reason",
          waiting(WorkQueue.undeliveredNameOf(name)),
          1,
          1);
    }
  }

  private void storage() {
    String slow = " were throttled for a quarter of an hour: what writes them is slow, or fails";
    alarm(
        "findings-are-throttled",
        "Writes of findings" + slow,
        Metrics.throttledFindings(FIVE_MINUTES),
        1,
        3);
    alarm(
        "timelines-are-throttled",
        "Writes of timelines" + slow,
        Metrics.throttledTimelines(FIVE_MINUTES),
        1,
        3);
  }

  private static IMetric waiting(String queue) {
    return Metrics.queue(queue, "ApproximateNumberOfMessagesVisible", "Maximum", FIVE_MINUTES);
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
    reachSomebody(
        named(name, description)
            .metric(metric)
            .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
            .threshold(threshold)
            .evaluationPeriods(periods)
            .treatMissingData(TreatMissingData.NOT_BREACHING)
            .build());
  }

  /// An alarm when nothing was counted in as many hours one after another.
  private void silence(String name, String description, IMetric hourly, int hours) {
    reachSomebody(
        named(name, description)
            .metric(hourly)
            .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
            .threshold(1)
            .evaluationPeriods(hours)
            .treatMissingData(TreatMissingData.BREACHING)
            .build());
  }

  private Alarm.Builder named(String name, String description) {
    return Alarm.Builder.create(this, name)
        .alarmName("flow-verdict-" + name)
        .alarmDescription(description);
  }

  private void reachSomebody(Alarm alarm) {
    actions.forEach(action -> {
      alarm.addAlarmAction(action);
      alarm.addOkAction(action);
    });
  }
}
