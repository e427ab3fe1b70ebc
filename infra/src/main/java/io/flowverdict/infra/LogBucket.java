package io.flowverdict.infra;

import software.amazon.awscdk.Aws;

/// The bucket that flow logs are delivered to, by its name: whether it is created or exists, nobody
/// has to wait for it.
///
/// @param owner the account it belongs to
record LogBucket(String name, String owner) {

  static LogBucket of(Settings.Logs logs) {
    return logs.created()
        ? new LogBucket("flow-verdict-logs-" + Aws.ACCOUNT_ID + "-" + Aws.REGION, Aws.ACCOUNT_ID)
        : new LogBucket(logs.bucket(), logs.owner().isEmpty() ? Aws.ACCOUNT_ID : logs.owner());
  }

  String arn() {
    return "arn:" + Aws.PARTITION + ":s3:::" + name;
  }
}
