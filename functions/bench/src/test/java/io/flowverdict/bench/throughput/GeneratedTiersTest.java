package io.flowverdict.bench.throughput;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.Snapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeneratedTiersTest {

  @Test
  void theSameSeedGivesTheSameConfiguration() {
    Snapshot snapshot = new GeneratedTiers(1, 100, 20).snapshot();
    assertThat(new GeneratedTiers(1, 100, 20).snapshot()).isEqualTo(snapshot);
    assertThat(new GeneratedTiers(2, 100, 20).snapshot()).isNotEqualTo(snapshot);
  }

  @ParameterizedTest
  @CsvSource({"10, 10", "1000, 100", "10000, 10"})
  void eachInterfaceHasItsAddressItsSubnetAndItsRules(int interfaces, int rules) {
    Snapshot snapshot = new GeneratedTiers(1, interfaces, rules).snapshot();
    assertThat(snapshot.interfaces()).hasSize(interfaces);
    for (NetworkInterface each : snapshot.interfaces().values()) {
      IpAddress address = each.addresses().getFirst();
      assertThat(cidrOf(snapshot, each).contains(address)).isTrue();
      assertThat(each.groupIds()).hasSize(1);
    }
    assertThat(snapshot.interfaces().values())
        .extracting(each -> each.addresses().getFirst())
        .doesNotHaveDuplicates();
    assertThat(snapshot.securityGroups().values())
        .extracting(SecurityGroup::rules)
        .allSatisfy(each -> assertThat(each).hasSize(rules));
  }

  private static Cidr cidrOf(Snapshot snapshot, NetworkInterface networkInterface) {
    String subnet = requireNonNull(networkInterface.subnetId());
    return requireNonNull(snapshot.subnets().get(subnet)).cidrs().getFirst();
  }
}
