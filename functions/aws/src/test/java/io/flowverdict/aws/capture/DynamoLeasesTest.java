package io.flowverdict.aws.capture;

import io.flowverdict.aws.embedded.LocalServices;

class DynamoLeasesTest extends LeasesContract {
  @Override
  Leases leases() {
    return new DynamoLeases(LocalServices.dynamoDb(), LocalServices.newTable(), LENGTH);
  }
}
