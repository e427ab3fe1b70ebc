package io.flowverdict.infra;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Match;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.targets.SqsQueue;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.scheduler.Schedule;
import software.amazon.awscdk.services.scheduler.ScheduleExpression;
import software.amazon.awscdk.services.scheduler.ScheduleTargetInput;
import software.amazon.awscdk.services.scheduler.TimeWindow;
import software.amazon.awscdk.services.scheduler.targets.SqsSendMessage;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/// The function that reads configurations, and the queue of what asks for it: a schedule for every
/// account and Region, and the changes that CloudTrail records in this one.
///
/// The queue delays what is in it until the EC2 API shows a change, and the function takes it in
/// batches: a burst of changes is one reading.
final class CaptureFunction extends Construct {
  static final String NAME = "capture";
  static final String HANDLER = "io.flowverdict.capture.CaptureHandler";

  /// Shorter than a lease of the timeline table (4 minutes), longer than a reading and the wait for
  /// somebody else's.
  private static final Duration TIMEOUT = Duration.minutes(3);

  /// After which a change is taken to show in the EC2 API.
  private static final Duration SETTLING = Duration.seconds(30);

  private static final WorkQueue.Reading READING =
      new WorkQueue.Reading(/* batch= */ 100, /* window= */ Duration.seconds(20), 2);

  private static final int MEMORY = 1024;

  CaptureFunction(Construct scope, FunctionZips zips, Settings settings, StorageStack storage) {
    super(scope, "Capture");
    WorkQueue work = new WorkQueue(this, NAME, TIMEOUT, SETTLING);
    JavaFunction capture =
        new JavaFunction(
            this,
            zips.zip(NAME),
            JavaFunction.Shape.of(NAME, HANDLER, MEMORY, TIMEOUT, reserved(settings.concurrency())),
            settings,
            environment(settings, storage, work),
            permissions(settings, storage, work));
    work.feed(capture.function(), READING);
    Queue undelivered = WorkQueue.undelivered(this, NAME);
    schedule(settings, work, undelivered);
    onChanges(work, undelivered);
  }

  private static @Nullable Integer reserved(Settings.Concurrency concurrency) {
    return concurrency.reserved() ? READING.concurrency() : null;
  }

  private static Map<String, String> environment(
      Settings settings, StorageStack storage, WorkQueue work) {
    Map<String, String> environment = FunctionsStack.configurationSettings(settings, storage);
    environment.put(WorkQueue.URL, work.queue().getQueueUrl());
    return environment;
  }

  private static List<PolicyStatement> permissions(
      Settings settings, StorageStack storage, WorkQueue work) {
    return Stream.of(
            Stream.of(Permissions.takeMessages(work.queue())),
            Permissions.readConfiguration(),
            Permissions.readOtherAccounts(settings.scopes().accounts()),
            Permissions.keepHistory(storage.revisions(), storage.timeline()))
        .flatMap(statements -> statements)
        .toList();
  }

  /// One schedule for each account and Region, spread over the interval.
  private void schedule(Settings settings, WorkQueue work, Queue undelivered) {
    Duration interval = Duration.minutes(settings.captureMinutes());
    for (Scopes.Captured each : Scopes.of(settings)) {
      Schedule.Builder.create(this, "Every" + each.id())
          .description("Captures the configuration of " + each.account() + " in " + each.region())
          .schedule(ScheduleExpression.rate(interval))
          .timeWindow(TimeWindow.flexible(interval))
          .target(
              SqsSendMessage.Builder.create(work.queue())
                  .input(
                      ScheduleTargetInput.fromObject(
                          Ordered.map(
                              "account", each.account(),
                              "region", each.region(),
                              "time", "<aws.scheduler.scheduled-time>")))
                  .deadLetterQueue(undelivered)
                  .build())
          .build();
    }
  }

  private void onChanges(WorkQueue work, Queue undelivered) {
    for (ChangeEvents.Group group : ChangeEvents.GROUPS) {
      Rule.Builder.create(this, "On" + group.name())
          .description("Changes that records are judged by: " + group.name())
          .eventPattern(
              EventPattern.builder()
                  .source(List.of(group.source()))
                  .detailType(List.of("AWS API Call via CloudTrail"))
                  .detail(
                      Ordered.map(
                          "eventSource", List.of(group.api()),
                          "eventName", group.calls(),
                          "errorCode", Match.doesNotExist()))
                  .build())
          .targets(
              List.of(SqsQueue.Builder.create(work.queue()).deadLetterQueue(undelivered).build()))
          .build();
    }
  }
}
