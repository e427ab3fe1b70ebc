package io.flowverdict.aws.findings;

import io.flowverdict.core.finding.LogDeliveries;

class DynamoLogDeliveriesTest extends LogDeliveriesContract {

  @Override
  LogDeliveries deliveries() {
    return new DynamoLogDeliveries(
        LocalFindings.client(),
        LocalFindings.newTable(LocalFindings.client()),
        LocalFindings.RETENTION);
  }
}
