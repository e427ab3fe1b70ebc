package io.flowverdict.aws.history;

import io.flowverdict.core.snapshot.InMemoryHistory;
import io.flowverdict.core.snapshot.WritableHistory;

class InMemoryHistoryContractTest extends WritableHistoryContract {
  @Override
  WritableHistory history() {
    return new InMemoryHistory();
  }
}
