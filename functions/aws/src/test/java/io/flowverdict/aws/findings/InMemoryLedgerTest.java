package io.flowverdict.aws.findings;

class InMemoryLedgerTest extends LedgerContract {

  @Override
  ObjectLedger ledger() {
    return new InMemoryLedger();
  }
}
