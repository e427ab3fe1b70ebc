package io.flowverdict.aws.findings;

import io.flowverdict.core.finding.InMemoryRecordCounts;
import io.flowverdict.core.finding.RecordCounts;

class InMemoryRecordCountsTest extends RecordCountsContract {

  @Override
  RecordCounts counts() {
    return new InMemoryRecordCounts();
  }
}
