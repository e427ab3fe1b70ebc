package io.flowverdict.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.net.Protocol;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapshotTest {

  private static final String NETWORK =
      """
      vpc-1 has 10.0.0.0/16 2001:db8:1::/56
      subnet-1 of vpc-1 has 10.0.1.0/24
      eni-1 of subnet-1 has 10.0.1.10 carries sg-2 sg-1 delegates 10.0.1.64/28 public 198.51.100.1
      acl-1 of vpc-1 guards subnet-1
      acl-1 out 100 allow all to any
      acl-1 in 200 deny udp 53 from 10.0.0.0/8
      acl-1 in 100 allow tcp 80-443 from any6
      acl-1 in 30 allow icmp 3/4 from any
      sg-1 of vpc-1
      sg-1 in tcp 443 from sg-2
      sg-2
      pl-1 has 192.0.2.0/24
      pcx-1 between vpc-1=10.0.0.0/16 vpc-2=10.2.0.0/16 is active
      """;

  @Test
  void theOrderOfInputDoesNotMatter() {
    String backwards =
        NETWORK.lines().toList().reversed().stream().reduce("", (all, row) -> all + row + "\n");

    assertThat(TestNetwork.of(backwards)).isEqualTo(TestNetwork.of(NETWORK));
  }

  @Test
  void aSnapshotRebuiltIsEqual() {
    Snapshot snapshot = TestNetwork.of(NETWORK);

    assertThat(snapshot.toBuilder().build()).isEqualTo(snapshot);
    assertThat(Snapshot.EMPTY.toBuilder().build()).isEqualTo(Snapshot.EMPTY);
  }

  @Test
  void aResourceGivenAgainReplacesTheEarlierOne() {
    SecurityGroup before = new SecurityGroup("sg-1", "before", null, null, List.of());
    SecurityGroup after = new SecurityGroup("sg-1", "after", null, null, List.of());

    Snapshot snapshot = Snapshot.builder().securityGroups(List.of(before, after)).build();

    assertThat(snapshot.securityGroups().values()).containsExactly(after);
  }

  @Test
  void aSnapshotCannotBeChanged() {
    Snapshot snapshot = TestNetwork.of(NETWORK);

    assertThat(snapshot.vpcs()).isUnmodifiable();
    assertThat(snapshot.groupVpcAssociations()).isUnmodifiable();
  }

  @Test
  void entriesAreEvaluatedByTheirNumbersInEachDirectionAndFamily() {
    NetworkAcl acl = Objects.requireNonNull(TestNetwork.of(NETWORK).networkAcls().get("acl-1"));

    assertThat(acl.entries(Direction.INGRESS, IpFamily.IPV4))
        .extracting(NetworkAclEntry::number)
        .containsExactly(30, 200);
    assertThat(acl.entries(Direction.INGRESS, IpFamily.IPV6))
        .extracting(NetworkAclEntry::number)
        .containsExactly(100);
    assertThat(acl.entries(Direction.EGRESS, IpFamily.IPV6)).isEmpty();
  }

  @Test
  void entriesAreNamedAsTheConsoleNamesThem() {
    NetworkAcl acl = Objects.requireNonNull(TestNetwork.of(NETWORK).networkAcls().get("acl-1"));
    NetworkAclEntry last = NetworkAclEntry.implicitDeny(Direction.EGRESS, IpFamily.IPV6);

    assertThat(acl.entries())
        .extracting(entry -> entry.name() + " " + entry.text())
        .containsExactly(
            "30 icmp type 3 code 4 from 0.0.0.0/0",
            "100 tcp 80-443 from ::/0",
            "200 udp 53 from 10.0.0.0/8",
            "100 all traffic to 0.0.0.0/0");
    assertThat(last.number()).isEqualTo(32_768);
    assertThat(last.name() + " " + last.text()).isEqualTo("* all traffic to ::/0");
    assertThat(last.isImplicitDeny()).isTrue();
    assertThat(acl.entries()).noneMatch(NetworkAclEntry::isImplicitDeny);
  }

  @ParameterizedTest
  @CsvSource({"0", "65536", "-1"})
  void anEntryNumberIsInTheRangeOfTheApi(int number) {
    assertThatThrownBy(() ->
            new NetworkAclEntry(
                number,
                Direction.INGRESS,
                NetworkAclEntry.Effect.ALLOW,
                new Traffic.All(),
                Cidr.ALL_IPV4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(Integer.toString(number));
  }

  @Test
  void aRuleBelongsToItsGroup() {
    SecurityGroupRule rule =
        new SecurityGroupRule(
            "sgr-1",
            "sg-1",
            Direction.INGRESS,
            new Traffic.All(),
            new Peer.OfCidr(Cidr.ALL_IPV4),
            null);

    assertThatThrownBy(() -> new SecurityGroup("sg-2", null, null, null, List.of(rule)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sgr-1")
        .hasMessageContaining("sg-2");
  }

  @Test
  void trafficFitsItsProtocol() {
    assertThatThrownBy(() -> new Traffic.Whole(Protocol.TCP))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Traffic.Whole(Protocol.ICMPV6))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Traffic.Icmp(Protocol.UDP, 8, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Traffic.Icmp(Protocol.ICMP, 256, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TestRule.traffic(List.of("47", "80")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyTypeOfIcmpHasEveryCode() {
    assertThat(new Traffic.Icmp(Protocol.ICMP, Traffic.Icmp.ANY, 4))
        .isEqualTo(Traffic.allOf(Protocol.ICMP));
  }

  @Test
  void anInterfaceOwnsItsPrivateAddressesAndDelegatedPrefixes() {
    NetworkInterface at = Objects.requireNonNull(TestNetwork.of(NETWORK).interfaces().get("eni-1"));

    assertThat(at.owns(IpAddress.parse("10.0.1.10"))).isTrue();
    assertThat(at.owns(IpAddress.parse("10.0.1.79"))).isTrue();
    assertThat(at.owns(IpAddress.parse("10.0.1.80"))).isFalse();
    assertThat(at.owns(IpAddress.parse("198.51.100.1"))).isFalse();
    assertThat(at.groupIds()).isEqualTo(Set.of("sg-1", "sg-2"));
    assertThat(at.vpcId()).isEqualTo("vpc-1");
  }

  @Test
  void aPeeringConnectionLeadsFromEitherVpcToTheOther() {
    VpcPeering peering = Objects.requireNonNull(TestNetwork.of(NETWORK).peerings().get("pcx-1"));

    assertThat(peering.across("vpc-1")).isEqualTo(peering.accepter());
    assertThat(peering.across("vpc-2")).isEqualTo(peering.requester());
    assertThat(peering.across("vpc-3")).isNull();
    assertThat(peering.isActive()).isTrue();
  }
}
