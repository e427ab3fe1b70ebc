package io.flowverdict.core.audit.set;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.net.AddressSet;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.TestRule;
import io.flowverdict.core.snapshot.Traffic;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrafficSetTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tcp 0-1023  + tcp 1024-65535 | tcp all ports
          tcp 80      + tcp 81         | tcp 80-81
          tcp 80      + udp 80         | tcp 80; udp 80
          icmp 8      + icmp 8/0       | icmp type 8
          icmp 8/0    + icmp 8/1       | icmp type 8 code 0; icmp type 8 code 1
          47          + 50             | protocol 47; protocol 50
          all         + tcp 22         | all traffic
          icmpv6 128  + icmpv6         | icmpv6 all types
          """)
  void aUnionIsToldInTheFewestRules(String given, String told) {
    List<TrafficSet> sets =
        List.of(given.split("\\+")).stream()
            .map(text -> TestRule.traffic(List.of(text.strip().split(" "))))
            .map(traffic -> TrafficSet.of(traffic, AddressSet.ALL))
            .toList();

    assertThat(TrafficSet.unionOf(sets).traffic().stream().map(Traffic::toString))
        .containsExactly(told.split("; "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          all      | 0.0.0.0/0  | all traffic
          all      | ::/0       | all traffic
          icmp     | 10.0.0.0/8 | icmp all types
          icmp 8   | ::/0       | ''
          icmpv6   | 10.0.0.0/8 | ''
          icmpv6 2 | fe80::/10  | icmpv6 type 2
          """)
  void packetsThatDoNotExistAreInNoSet(String traffic, String cidr, String told) {
    TrafficSet set = of(traffic, cidr);

    assertThat(set.isEmpty()).isEqualTo(told.isEmpty());
    assertThat(set.traffic().stream().map(Traffic::toString))
        .containsExactlyElementsOf(told.isEmpty() ? List.of() : List.of(told));
    assertThat(set.minus(set)).isEqualTo(TrafficSet.EMPTY);
  }

  @Test
  void twoHalvesOfTheInternetAreTheInternet() {
    TrafficSet one = of("tcp 22", "0.0.0.0/1");
    TrafficSet other = of("tcp 22", "128.0.0.0/1");

    assertThat(one.union(other)).isEqualTo(of("tcp 22", "0.0.0.0/0"));
  }

  @Test
  void aBoxWithoutAnotherLeavesTheFourSides() {
    TrafficSet left = of("tcp 0-100", "10.0.0.0/30").minus(of("tcp 50", "10.0.0.1/32"));

    assertThat(left.containsAll(of("tcp 0-49", "10.0.0.0/30"))).isTrue();
    assertThat(left.containsAll(of("tcp 51-100", "10.0.0.0/30"))).isTrue();
    assertThat(left.containsAll(of("tcp 50", "10.0.0.2/31"))).isTrue();
    assertThat(left.overlaps(of("tcp 50", "10.0.0.1/32"))).isFalse();
  }

  @Test
  void peersThroughoutAStretchAreThoseOfEveryPoint() {
    TrafficSet set = of("tcp 1024-40000", "10.0.0.0/8").union(of("tcp 40001-65535", "10.1.0.0/16"));
    Traffic wide = new Traffic.Ports(Protocol.TCP, new PortRange(1024, 65_535));

    assertThat(set.peersThroughout(TrafficLine.of(wide)))
        .isEqualTo(AddressSet.of(Cidr.parse("10.1.0.0/16")));
    assertThat(set.allPeers()).isEqualTo(AddressSet.of(Cidr.parse("10.0.0.0/8")));
  }

  private static TrafficSet of(String traffic, String cidr) {
    return TrafficSet.of(
        TestRule.traffic(List.of(traffic.split(" "))), AddressSet.of(Cidr.parse(cidr)));
  }
}
