package io.flowverdict.aws.findings;

import io.flowverdict.core.finding.Findings;
import io.flowverdict.core.finding.InMemoryFindings;

class InMemoryFindingsTest extends FindingsContract {

  @Override
  Findings findings() {
    return new InMemoryFindings(LocalFindings.CLOCK);
  }
}
