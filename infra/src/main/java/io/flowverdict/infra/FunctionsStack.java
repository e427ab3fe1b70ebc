package io.flowverdict.infra;

import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/// The functions, each with what calls it.
final class FunctionsStack extends Stack {
  private final AnalyzeFunction analyze;

  FunctionsStack(
      Construct scope,
      StackProps properties,
      FunctionZips zips,
      Settings settings,
      StorageStack storage) {
    super(scope, "FlowVerdict-Functions", properties);
    analyze = new AnalyzeFunction(this, zips, settings, storage);
    new CaptureFunction(this, zips, settings, storage);
    new AuditFunction(this, zips, settings, storage);
    new ConsoleFunctions(this, zips, settings, storage);
    if (!settings.logs().created()) {
      output("DeliveryQueueArn", "Where S3 has to announce objects", analyze.queue().getQueueArn());
      output("AnalyzeRoleArn", "Who has to be allowed to read them", analyze.role().getRoleArn());
    }
  }

  private void output(String id, String description, String value) {
    CfnOutput.Builder.create(this, id).description(description).value(value).build();
  }

  /// {@return the environment that every function has that reads configurations: what the class
  /// `ConfigurationSettings` of the functions asks for}
  static Map<String, String> configurationSettings(Settings settings, StorageStack storage) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("REVISIONS_BUCKET", storage.revisions().getBucketName());
    environment.put("TIMELINE_TABLE", storage.timeline().getTableName());
    if (!settings.scopes().accounts().isEmpty()) {
      environment.put("READER_ROLE_NAME", ReaderRoleStack.ROLE);
      environment.put("READER_ROLE_EXTERNAL_ID", settings.scopes().externalId());
    }
    return environment;
  }

  /// {@return the environment that every function has that keeps findings: what the class
  /// `FindingsSettings` of the functions asks for, beside what [#configurationSettings] tells}
  static Map<String, String> findingsSettings(Settings settings, StorageStack storage) {
    Map<String, String> environment = configurationSettings(settings, storage);
    environment.put("FINDINGS_TABLE", storage.findings().getTableName());
    environment.put("FINDINGS_HOURS_KEPT_DAYS", Integer.toString(settings.hoursKeptDays()));
    environment.put("FINDINGS_RESOLVED_KEPT_DAYS", Integer.toString(settings.resolvedKeptDays()));
    return environment;
  }

  AnalyzeFunction analyze() {
    return analyze;
  }
}
