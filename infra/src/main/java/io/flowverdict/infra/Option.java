package io.flowverdict.infra;

import java.util.Arrays;
import java.util.Optional;

/// What can be configured, as context of the CDK: `-c flow-verdict:NAME=VALUE`, or in `cdk.json`.
enum Option {
  /// An existing bucket that flow logs are delivered to; empty to create one.
  LOG_BUCKET("logBucket", ""),
  /// The account that owns [#LOG_BUCKET]; empty for the account that is deployed to.
  LOG_BUCKET_OWNER("logBucketOwner", ""),
  /// The KMS key that encrypts the objects of [#LOG_BUCKET].
  LOG_BUCKET_KEY("logBucketKey", ""),
  /// What comes before `AWSLogs/` in the keys of the objects.
  LOG_PREFIX("logPrefix", ""),
  /// After how many days the created bucket forgets a log.
  LOG_KEPT_DAYS("logKeptDays", "90"),
  /// The VPCs of this account and Region to create flow logs for.
  VPCS("vpcs", ""),
  /// What those flow logs are written as.
  FLOW_LOG_FORMAT("flowLogFormat", "text"),
  /// The accounts beside this one.
  ACCOUNTS("accounts", ""),
  /// A file of more accounts, one id a line; what follows a # is a comment.
  ACCOUNTS_FILE("accountsFile", ""),
  /// The organization that the accounts belong to; empty to name each of them in the policies.
  ORGANIZATION("organization", ""),
  /// The Regions whose configuration is captured, in every account; empty for this one.
  REGIONS("regions", ""),
  /// What this account shows when it assumes the reader role of another.
  EXTERNAL_ID("externalId", ""),
  /// How many minutes pass from one capture of a configuration to the next.
  CAPTURE_MINUTES("captureMinutes", "15"),
  /// How many deliveries are analysed at once.
  ANALYZE_CONCURRENCY("analyzeConcurrency", "10"),
  /// How many of a backfill's batches are analysed at once, unless its input says otherwise.
  BACKFILL_CONCURRENCY("backfillConcurrency", "10"),
  /// Whether that much of the account's concurrency is set aside.
  RESERVE_CONCURRENCY("reserveConcurrency", "true"),
  /// How many days the hours of a finding are kept.
  HOURS_KEPT_DAYS("hoursKeptDays", "400"),
  /// How many days a finding is kept after it was resolved.
  RESOLVED_KEPT_DAYS("resolvedKeptDays", "90"),
  /// After how many days without a sighting a cause is taken to be gone, if the logs have no gap.
  RESOLVE_AFTER_DAYS("resolveAfterDays", "7"),
  /// Over how many days it is asked whether rules are used.
  USAGE_WINDOW_DAYS("usageWindowDays", "30"),
  /// How many days the functions' own logs are kept.
  FUNCTION_LOGS_KEPT_DAYS("functionLogsKeptDays", "30"),
  /// The KMS key that encrypts what is kept; empty for the services' own keys.
  KMS_KEY("kmsKey", ""),
  /// Who gets a mail when an alarm changes.
  ALARM_EMAIL("alarmEmail", ""),
  /// An existing topic of SNS that is told when an alarm changes.
  ALARM_TOPIC("alarmTopic", ""),
  /// The share of undecided records, in percent, from which there is an alarm.
  UNDECIDED_ALARM_PERCENT("undecidedAlarmPercent", "20"),
  /// How many minutes a record may be old when it is analysed before there is an alarm.
  LAG_ALARM_MINUTES("lagAlarmMinutes", "60"),
  /// How many hours may pass without an object before there is an alarm; 0 for no such alarm.
  SILENCE_ALARM_HOURS("silenceAlarmHours", "6");

  /// Before the name of every option, as context keys are shared with the CDK itself.
  static final String PREFIX = "flow-verdict:";

  final String optionName;
  final String byDefault;

  Option(String optionName, String byDefault) {
    this.optionName = optionName;
    this.byDefault = byDefault;
  }

  String key() {
    return PREFIX + optionName;
  }

  static Optional<Option> ofKey(String key) {
    return Arrays.stream(values()).filter(option -> option.key().equals(key)).findFirst();
  }
}
