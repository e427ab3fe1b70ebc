package io.flowverdict.aws.findings;

import io.flowverdict.core.finding.Findings;
import io.flowverdict.core.finding.InMemoryFindings;

class InMemorySummariesTest extends SummariesContract {

  @Override
  Findings findings() {
    return new InMemoryFindings(LocalFindings.CLOCK);
  }
}
