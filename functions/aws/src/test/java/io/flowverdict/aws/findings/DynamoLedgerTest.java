package io.flowverdict.aws.findings;

class DynamoLedgerTest extends LedgerContract {

  @Override
  ObjectLedger ledger() {
    return new DynamoLedger(
        LocalFindings.client(),
        LocalFindings.newTable(LocalFindings.client()),
        LocalFindings.RETENTION,
        LocalFindings.CLOCK);
  }
}
