package io.flowverdict.infra;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/// The function that judges what S3 announces, and the queue that the announcements wait in.
final class AnalyzeFunction extends Construct {
  static final String NAME = "analyze";
  static final String HANDLER = "io.flowverdict.analyze.AnalyzeHandler";

  /// For a batch of objects of the largest size that VPC Flow Logs delivers.
  private static final Duration TIMEOUT = Duration.minutes(10);

  /// VPC Flow Logs begins a new object at 75 MB; some multiple of it fits the timeout.
  private static final int LARGEST_OBJECT_MEGABYTES = 300;

  private static final int BATCH = 5;

  /// In MiB. Judging takes all of one processor and a part of this: with less memory a gigabyte of
  /// logs costs the same and takes longer, with more it costs more (`MemoryBenchmark` in
  /// `functions/bench`).
  private static final int ONE_PROCESSOR = 1769;

  /// Lambda's Java stops at the first compiler, which suits what runs for a moment
  /// ([customization](https://docs.aws.amazon.com/lambda/latest/dg/java-customization.html)).
  /// Judging runs for seconds, and the second compiler's code is faster by more than it costs.
  ///
  /// An object of thousands of interfaces shows as many causes, which a heap that begins with a
  /// 64th of the memory collects again and again; the memory is paid for anyway.
  private static final String JAVA_OPTIONS = "-XX:TieredStopAtLevel=4 -Xms512m";

  private final WorkQueue work;
  private final JavaFunction analyze;

  AnalyzeFunction(Construct scope, FunctionZips zips, Settings settings, StorageStack storage) {
    super(scope, "Analyze");
    LogBucket logs = LogBucket.of(settings.logs());
    work = new WorkQueue(this, NAME, TIMEOUT, Duration.seconds(0));
    work.queue()
        .addToResourcePolicy(Permissions.announceObjects(work.queue(), logs.arn(), logs.owner()));
    analyze =
        new JavaFunction(
            this,
            zips.zip(NAME),
            JavaFunction.Shape.of(
                    NAME, HANDLER, ONE_PROCESSOR, TIMEOUT, reserved(settings.concurrency()))
                .with(AccountsLayer.of(this, settings.scopes())),
            settings,
            environment(settings, storage, work),
            permissions(settings, storage, logs));
    work.feed(
        analyze.function(),
        new WorkQueue.Reading(BATCH, Duration.seconds(0), settings.concurrency().analyze()));
  }

  /// For what waits in the queue, and for a backfill beside it.
  private static @Nullable Integer reserved(Settings.Concurrency concurrency) {
    return concurrency.reserved() ? concurrency.analyze() + concurrency.backfill() : null;
  }

  private static Map<String, String> environment(
      Settings settings, StorageStack storage, WorkQueue work) {
    Map<String, String> environment = FunctionsStack.findingsSettings(settings, storage);
    environment.put("ANALYZE_ACCOUNT", Aws.ACCOUNT_ID);
    if (!settings.scopes().accounts().isEmpty()) {
      environment.put("ANALYZE_ACCOUNTS_FILE", AccountsLayer.FILE);
    }
    environment.put(WorkQueue.URL, work.queue().getQueueUrl());
    environment.put("LARGEST_OBJECT_MEGABYTES", Integer.toString(LARGEST_OBJECT_MEGABYTES));
    environment.put(JavaFunction.RUNTIME_OPTIONS, JAVA_OPTIONS);
    return environment;
  }

  private List<PolicyStatement> permissions(
      Settings settings, StorageStack storage, LogBucket logs) {
    return Stream.of(
            Stream.of(Permissions.takeMessages(work.queue())),
            Permissions.readFlowLogs(logs.arn(), settings.logs()),
            Permissions.readConfiguration(),
            Permissions.readOtherAccounts(settings.scopes()),
            Permissions.keepHistory(storage.revisions(), storage.timeline()),
            Stream.of(Permissions.keepFindings(storage.findings())))
        .flatMap(statements -> statements)
        .toList();
  }

  Function function() {
    return analyze.function();
  }

  Role role() {
    return analyze.role();
  }

  Queue queue() {
    return work.queue();
  }
}
