package io.flowverdict.aws.findings;

import io.flowverdict.core.finding.RecordCounts;

class DynamoRecordCountsTest extends RecordCountsContract {

  @Override
  RecordCounts counts() {
    return new DynamoRecordCounts(
        LocalFindings.client(),
        LocalFindings.newTable(LocalFindings.client()),
        LocalFindings.RETENTION);
  }
}
