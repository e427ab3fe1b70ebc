package io.flowverdict.infra;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.TimeZone;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.scheduler.CronOptionsWithTimezone;
import software.amazon.awscdk.services.scheduler.Schedule;
import software.amazon.awscdk.services.scheduler.ScheduleExpression;
import software.amazon.awscdk.services.scheduler.ScheduleTargetInput;
import software.amazon.awscdk.services.scheduler.TimeWindow;
import software.amazon.awscdk.services.scheduler.targets.StepFunctionsStartExecution;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/// The function that audits configurations, once a day for each account and Region.
///
/// The schedules invoke it asynchronously: they only hand over what to audit. An audit that failed
/// three times waits in one queue, what could not be handed over in another.
final class AuditFunction extends Construct {
  static final String NAME = "audit";
  static final String HANDLER = "io.flowverdict.audit.AuditHandler";

  private static final Duration TIMEOUT = Duration.minutes(15);

  /// The fewest that are audited at once.
  private static final int CONCURRENCY = 5;

  /// As many as are audited one after another, each in less than a minute, in the six hours that
  /// Lambda keeps what it could not do at once.
  private static final int IN_TURN = 300;

  /// 5,000 interfaces in 2,500 groups of 60 rules each hold 1.2 GB.
  private static final int MEMORY = 3072;

  AuditFunction(Construct scope, FunctionZips zips, Settings settings, StorageStack storage) {
    super(scope, "Audit");
    Queue failed = WorkQueue.failed(this, NAME);
    JavaFunction audit =
        new JavaFunction(
            this,
            zips.zip(NAME),
            JavaFunction.Shape.of(NAME, HANDLER, MEMORY, TIMEOUT, reserved(settings)),
            settings,
            environment(settings, storage),
            permissions(settings, storage, failed));
    audit.keepFailedInvocations(failed);
    schedule(settings, audit);
  }

  private void schedule(Settings settings, JavaFunction audit) {
    String arn = audit.function().getFunctionArn();
    EveryScope every =
        new EveryScope(
            this,
            NAME,
            Scopes.of(settings),
            new EveryScope.Call(
                "lambda:invoke",
                Ordered.map(
                    "FunctionName", arn,
                    "InvocationType", "Event",
                    "Payload",
                        "{% {'account': $states.input.account, 'region': $states.input.region} %}"),
                Permissions.invoke(arn)));
    Schedule.Builder.create(this, "Daily")
        .description("Audits the configuration of every account and Region")
        .schedule(
            ScheduleExpression.cron(
                CronOptionsWithTimezone.builder()
                    .hour("3")
                    .minute("0")
                    .timeZone(TimeZone.ETC_UTC)
                    .build()))
        .timeWindow(TimeWindow.flexible(Duration.hours(1)))
        .target(
            StepFunctionsStartExecution.Builder.create(every.machine())
                .input(
                    ScheduleTargetInput.fromObject(
                        Map.of("time", "<aws.scheduler.scheduled-time>")))
                .retryAttempts(2)
                .deadLetterQueue(WorkQueue.undelivered(this, NAME))
                .build())
        .build();
  }

  /// {@return how many are audited at once; the others are tried again later, for up to six hours}
  private static int atOnce(Settings settings) {
    return Math.max(CONCURRENCY, Math.ceilDiv(settings.scopes().count(), IN_TURN));
  }

  private static @Nullable Integer reserved(Settings settings) {
    return settings.concurrency().reserved() ? atOnce(settings) : null;
  }

  private static Map<String, String> environment(Settings settings, StorageStack storage) {
    Map<String, String> environment = FunctionsStack.findingsSettings(settings, storage);
    environment.put("RESOLVE_AFTER_DAYS", Integer.toString(settings.resolveAfterDays()));
    environment.put("USAGE_WINDOW_DAYS", Integer.toString(settings.usageWindowDays()));
    return environment;
  }

  private static List<PolicyStatement> permissions(
      Settings settings, StorageStack storage, Queue failed) {
    return Stream.of(
            Permissions.readConfiguration(),
            Permissions.readOtherAccounts(settings.scopes()),
            Permissions.keepHistory(storage.revisions(), storage.timeline()),
            Stream.of(
                Permissions.keepFindings(storage.findings()),
                Permissions.listFindings(storage.findings()),
                Permissions.sendMessages(failed)))
        .flatMap(statements -> statements)
        .toList();
  }
}
