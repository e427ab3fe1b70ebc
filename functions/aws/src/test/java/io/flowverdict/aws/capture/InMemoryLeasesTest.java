package io.flowverdict.aws.capture;

class InMemoryLeasesTest extends LeasesContract {
  @Override
  Leases leases() {
    return new InMemoryLeases(LENGTH);
  }
}
