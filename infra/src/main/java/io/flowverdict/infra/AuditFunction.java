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
import software.amazon.awscdk.services.scheduler.targets.LambdaInvoke;
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

  /// Accounts and Regions that are audited at once; the others are tried again later.
  private static final int CONCURRENCY = 5;

  /// 5,000 interfaces in 2,500 groups of 60 rules each hold 1.2 GB.
  private static final int MEMORY = 3072;

  AuditFunction(Construct scope, FunctionZips zips, Settings settings, StorageStack storage) {
    super(scope, "Audit");
    Queue failed = WorkQueue.failed(this, NAME);
    JavaFunction audit =
        new JavaFunction(
            this,
            zips.zip(NAME),
            JavaFunction.Shape.of(NAME, HANDLER, MEMORY, TIMEOUT, reserved(settings.concurrency())),
            settings,
            environment(settings, storage),
            permissions(settings, storage, failed));
    audit.keepFailedInvocations(failed);
    schedule(settings, audit);
  }

  private void schedule(Settings settings, JavaFunction audit) {
    Queue undelivered = WorkQueue.undelivered(this, NAME);
    for (Scopes.Captured each : Scopes.of(settings)) {
      Schedule.Builder.create(this, "Daily" + each.id())
          .description("Audits the configuration of " + each.account() + " in " + each.region())
          .schedule(
              ScheduleExpression.cron(
                  CronOptionsWithTimezone.builder()
                      .hour("3")
                      .minute("0")
                      .timeZone(TimeZone.ETC_UTC)
                      .build()))
          .timeWindow(TimeWindow.flexible(Duration.hours(1)))
          .target(
              LambdaInvoke.Builder.create(audit.function())
                  .input(
                      ScheduleTargetInput.fromObject(
                          Ordered.map("account", each.account(), "region", each.region())))
                  .retryAttempts(2)
                  .deadLetterQueue(undelivered)
                  .build())
          .build();
    }
  }

  private static @Nullable Integer reserved(Settings.Concurrency concurrency) {
    return concurrency.reserved() ? CONCURRENCY : null;
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
            Permissions.readOtherAccounts(settings.scopes().accounts()),
            Permissions.keepHistory(storage.revisions(), storage.timeline()),
            Stream.of(
                Permissions.keepFindings(storage.findings()),
                Permissions.listFindings(storage.findings()),
                Permissions.sendMessages(failed)))
        .flatMap(statements -> statements)
        .toList();
  }
}
