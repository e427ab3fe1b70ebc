package io.flowverdict.aws.findings;

import io.flowverdict.core.finding.InMemoryLogDeliveries;
import io.flowverdict.core.finding.LogDeliveries;

class InMemoryLogDeliveriesTest extends LogDeliveriesContract {

  @Override
  LogDeliveries deliveries() {
    return new InMemoryLogDeliveries();
  }
}
