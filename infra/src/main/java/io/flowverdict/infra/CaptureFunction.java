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
import software.amazon.awscdk.services.scheduler.targets.StepFunctionsStartExecution;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/// The function that reads configurations, and the queue of what asks for it: a schedule, for every
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

  private static final Duration WINDOW = Duration.seconds(20);

  /// What reading an account in a Region takes: 2 seconds where it is small, and a minute where it
  /// has thousands of interfaces and groups. A batch of as many accounts fits the timeout.
  private static final int ONE_READING_SECONDS = 6;

  private static final int BATCH = 20;

  /// The longest that SQS delays a message for ([quotas](
  /// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html)).
  private static final int LONGEST_DELAY_SECONDS = 900;

  private static final int MEMORY = 1024;

  CaptureFunction(Construct scope, FunctionZips zips, Settings settings, StorageStack storage) {
    super(scope, "Capture");
    WorkQueue work = new WorkQueue(this, NAME, TIMEOUT, SETTLING);
    JavaFunction capture =
        new JavaFunction(
            this,
            zips.zip(NAME),
            JavaFunction.Shape.of(NAME, HANDLER, MEMORY, TIMEOUT, reserved(settings)),
            settings,
            environment(settings, storage, work),
            permissions(settings, storage, work));
    work.feed(capture.function(), reading(settings));
    Queue undelivered = WorkQueue.undelivered(this, NAME);
    schedule(settings, work, undelivered);
    onChanges(work, undelivered);
  }

  private static @Nullable Integer reserved(Settings settings) {
    return settings.concurrency().reserved() ? reading(settings).concurrency() : null;
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
            Permissions.readOtherAccounts(settings.scopes()),
            Permissions.keepHistory(storage.revisions(), storage.timeline()))
        .flatMap(statements -> statements)
        .toList();
  }

  /// One schedule, whose messages are read one after another over the interval, for as long as SQS
  /// delays a message.
  private void schedule(Settings settings, WorkQueue work, Queue undelivered) {
    EveryScope every =
        new EveryScope(
            this,
            NAME,
            Scopes.of(settings),
            new EveryScope.Call(
                "sqs:sendMessage",
                Ordered.map(
                    "QueueUrl", work.queue().getQueueUrl(),
                    "DelaySeconds",
                        "{%% $floor($states.input.passed * %d) %%}".formatted(spread(settings)),
                    "MessageBody",
                        "{% $string($sift($states.input, function($v, $k) {$k != 'passed'})) %}"),
                Permissions.sendMessages(work.queue())));
    Schedule.Builder.create(this, "Every")
        .description("Captures the configuration of every account and Region")
        .schedule(ScheduleExpression.rate(Duration.minutes(settings.captureMinutes())))
        .target(
            StepFunctionsStartExecution.Builder.create(every.machine())
                .input(
                    ScheduleTargetInput.fromObject(
                        Map.of("time", "<aws.scheduler.scheduled-time>")))
                .deadLetterQueue(undelivered)
                .build())
        .build();
  }

  /// {@return over how many seconds the scheduled readings are spread}
  private static int spread(Settings settings) {
    return Math.min(60 * settings.captureMinutes(), LONGEST_DELAY_SECONDS);
  }

  /// {@return how the queue is read: by as many invocations at once as read every account and
  /// Region while their messages come}
  private static WorkQueue.Reading reading(Settings settings) {
    int seconds = settings.scopes().count() * ONE_READING_SECONDS;
    return new WorkQueue.Reading(
        BATCH, WINDOW, Math.max(2, Math.ceilDiv(seconds, spread(settings))));
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
