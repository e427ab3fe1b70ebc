package io.flowverdict.core.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.TestNetwork;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkAclLayerTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # the case | entries | packet | decision

          entries are taken by number, not as they arrive                | acl-1 in 200 deny tcp 443 from any; acl-1 in 100 allow tcp 443 from any         | in tcp 443 from 198.51.100.4   | PASS acl-1 100 allow
          the first match decides, whatever later entries say            | acl-1 in 110 allow all from any; acl-1 in 90 deny tcp 443 from 198.51.100.0/24   | in tcp 443 from 198.51.100.4   | BLOCK acl-1 90 deny
          numbers are compared as numbers, not as text                   | acl-1 in 1000 deny all from any; acl-1 in 200 allow all from any                | in tcp 443 from 198.51.100.4   | PASS acl-1 200 allow
          no entry at all is the implicit deny                           | acl-1                                                                           | in tcp 443 from 198.51.100.4   | BLOCK acl-1 * deny
          no matching entry is the implicit deny though it is not listed | acl-1 in 100 allow tcp 80 from any                                              | in tcp 443 from 198.51.100.4   | BLOCK acl-1 * deny
          the implicit deny is the same when it is listed                | acl-1 in 32767 deny all from any; acl-1 in 100 allow tcp 80 from any            | in tcp 443 from 198.51.100.4   | BLOCK acl-1 * deny
          the listed implicit deny does not come first                   | acl-1 in 32767 deny all from any; acl-1 in 32766 allow tcp 443 from any         | in tcp 443 from 198.51.100.4   | PASS acl-1 32766 allow
          an entry of the other direction is not looked at               | acl-1 out 100 allow all to any                                                  | in tcp 443 from 198.51.100.4   | BLOCK acl-1 * deny
          the same number may be used once in each direction             | acl-1 in 100 deny all from any; acl-1 out 100 allow all to any                  | out tcp 443 to 198.51.100.4    | PASS acl-1 100 allow

          IPv6 traffic meets none of the IPv4 entries                    | acl-1 in 100 allow all from any                                                 | in tcp 443 from 2001:db8::4    | BLOCK acl-1 * deny
          IPv4 traffic meets none of the IPv6 entries                    | acl-1 in 100 allow all from any6                                                | in tcp 443 from 198.51.100.4   | BLOCK acl-1 * deny
          IPv6 traffic meets the IPv6 entry behind an IPv4 deny          | acl-1 in 100 deny all from any; acl-1 in 101 allow all from any6                | in tcp 443 from 2001:db8::4    | PASS acl-1 101 allow
          both implicit denies listed leave IPv6 denied                  | acl-1 in 32767 deny all from any; acl-1 in 32768 deny all from any6             | in tcp 443 from 2001:db8::4    | BLOCK acl-1 * deny

          the peer of inbound traffic is its source                      | acl-1 in 100 allow all from 198.51.100.0/24                                     | in tcp 443 from 198.51.100.255 | PASS acl-1 100 allow
          the peer of outbound traffic is its destination                | acl-1 out 100 allow all to 198.51.100.0/24                                      | out tcp 443 to 198.51.100.0    | PASS acl-1 100 allow
          the address above the block is outside                         | acl-1 in 100 allow all from 198.51.100.0/24                                     | in tcp 443 from 198.51.101.0   | BLOCK acl-1 * deny
          the address below the block is outside                         | acl-1 in 100 allow all from 198.51.100.0/24                                     | in tcp 443 from 198.51.99.255  | BLOCK acl-1 * deny
          the interface's own address matters to no entry                | acl-1 in 100 allow all from 10.0.1.10                                           | in tcp 443 from 198.51.100.4   | BLOCK acl-1 * deny

          a port range holds its first port                              | acl-1 in 100 allow tcp 1024-65535 from any                                      | in tcp 1024 from 198.51.100.4  | PASS acl-1 100 allow
          a port range holds its last port                               | acl-1 in 100 allow tcp 1024-65535 from any                                      | in tcp 65535 from 198.51.100.4 | PASS acl-1 100 allow
          a port range does not hold the port before it                  | acl-1 in 100 allow tcp 1024-65535 from any                                      | in tcp 1023 from 198.51.100.4  | BLOCK acl-1 * deny
          a port range does not hold the port after it                   | acl-1 in 100 allow tcp 80-443 from any                                          | in tcp 444 from 198.51.100.4   | BLOCK acl-1 * deny
          the port of an outbound packet is its destination's too        | acl-1 out 100 allow tcp 443 to any                                              | out tcp 443 to 198.51.100.4    | PASS acl-1 100 allow
          the source port matters to no entry                            | acl-1 in 100 allow tcp 50000 from any                                           | in tcp 443 from 198.51.100.4   | BLOCK acl-1 * deny
          an entry for TCP does not match UDP                            | acl-1 in 100 allow tcp 53 from any                                              | in udp 53 from 198.51.100.4    | BLOCK acl-1 * deny
          all traffic holds protocols without ports                      | acl-1 in 100 allow all from any                                                 | in 50 from 198.51.100.4        | PASS acl-1 100 allow
          a protocol without ports is matched by its number alone        | acl-1 in 100 allow 50 from any                                                  | in 50 from 198.51.100.4        | PASS acl-1 100 allow
          a protocol without ports does not match another                | acl-1 in 100 allow 50 from any                                                  | in 51 from 198.51.100.4        | BLOCK acl-1 * deny
          an entry for all TCP needs no port                             | acl-1 in 100 allow tcp from any                                                 | in tcp from 198.51.100.4       | PASS acl-1 100 allow
          an entry for some ports needs the port                         | acl-1 in 100 allow tcp 443 from any                                             | in tcp from 198.51.100.4       | UNKNOWN port-not-recorded 443
          """)
  void theFirstEntryThatMatchesDecides(
      String name, String entries, String packet, String decision) {
    assertThat(byEntries(entries, packet)).isEqualTo(decision);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # the case | entries | packet | decision

          a known type and code are matched                          | acl-1 in 100 allow icmp 3/4 from any                                                                                 | in icmp 3/4 from 198.51.100.4  | PASS acl-1 100 allow
          another code is not                                        | acl-1 in 100 allow icmp 3/4 from any                                                                                 | in icmp 3/1 from 198.51.100.4  | BLOCK acl-1 * deny
          an entry without code holds every code                     | acl-1 in 100 allow icmp 3 from any                                                                                   | in icmp 3/1 from 198.51.100.4  | PASS acl-1 100 allow
          another type is not                                        | acl-1 in 100 allow icmp 3 from any                                                                                   | in icmp 8/0 from 198.51.100.4  | BLOCK acl-1 * deny
          ICMPv6 is not ICMP                                         | acl-1 in 100 allow icmp from any6                                                                                    | in icmpv6 128/0 from 2001:db8::4 | BLOCK acl-1 * deny
          ICMPv6 has types too                                       | acl-1 in 100 allow icmpv6 128 from any6                                                                              | in icmpv6 128/0 from 2001:db8::4 | PASS acl-1 100 allow

          all types hold the unknown one                             | acl-1 in 100 allow icmp from any                                                                                     | in icmp from 198.51.100.4      | PASS acl-1 100 allow
          an entry for one type may match the unknown one            | acl-1 in 100 allow icmp 8 from any                                                                                   | in icmp from 198.51.100.4      | UNKNOWN icmp-type-not-recorded type 8
          an earlier deny of one type makes an allow uncertain       | acl-1 in 90 deny icmp 5 from any; acl-1 in 100 allow icmp from any                                                   | in icmp from 198.51.100.4      | UNKNOWN icmp-type-not-recorded type 5
          an earlier allow of one type is certain before allow all   | acl-1 in 90 allow icmp 8 from any; acl-1 in 100 allow all from any                                                   | in icmp from 198.51.100.4      | PASS acl-1 90 allow, acl-1 100 allow
          denies of some types before the implicit deny are certain  | acl-1 in 90 deny icmp 8 from any; acl-1 in 100 deny icmp 5 from any                                                  | in icmp from 198.51.100.4      | BLOCK acl-1 90 deny, acl-1 100 deny, acl-1 * deny
          a deny that an allow of the same type precedes is dead     | acl-1 in 80 allow icmp 8 from any; acl-1 in 90 deny icmp 8 from any; acl-1 in 100 allow icmp from any                | in icmp from 198.51.100.4      | PASS acl-1 80 allow, acl-1 100 allow
          a deny of a code that an allow of the type precedes too    | acl-1 in 80 allow icmp 3 from any; acl-1 in 90 deny icmp 3/4 from any; acl-1 in 100 allow icmp from any              | in icmp from 198.51.100.4      | PASS acl-1 80 allow, acl-1 100 allow
          an allow of a code does not save the rest of the type      | acl-1 in 80 allow icmp 3/4 from any; acl-1 in 90 deny icmp 3 from any; acl-1 in 100 allow icmp from any              | in icmp from 198.51.100.4      | UNKNOWN icmp-type-not-recorded type 3
          an allow that a deny of the same type precedes is dead     | acl-1 in 80 deny icmp 8 from any; acl-1 in 90 allow icmp 8 from any                                                  | in icmp from 198.51.100.4      | BLOCK acl-1 80 deny, acl-1 * deny
          an entry for another peer adds no doubt                    | acl-1 in 90 deny icmp 5 from 192.0.2.0/24; acl-1 in 100 allow icmp from any                                          | in icmp from 198.51.100.4      | PASS acl-1 100 allow
          an entry for TCP adds no doubt                             | acl-1 in 90 deny tcp 443 from any; acl-1 in 100 allow icmp from any                                                  | in icmp from 198.51.100.4      | PASS acl-1 100 allow
          a later entry adds no doubt                                | acl-1 in 100 deny all from any; acl-1 in 110 allow icmp 8 from any                                                   | in icmp from 198.51.100.4      | BLOCK acl-1 100 deny
          """)
  void anUnknownIcmpTypeIsDecidedOnlyWhereEveryTypeIsDecidedAlike(
      String name, String entries, String packet, String decision) {
    assertThat(byEntries(entries, packet)).isEqualTo(decision);
  }

  private static String byEntries(String entries, String text) {
    NetworkAcl acl = TestNetwork.of(entries).networkAcls().firstEntry().getValue();
    TestPacket packet = TestPacket.of(text);
    return InWords.of(NetworkAclLayer.decide(acl, packet.direction(), packet.packet()));
  }

  /// Two subnets of one VPC, each behind an ACL that denies everything, and a subnet that a transit
  /// gateway attachment and a Gateway Load Balancer endpoint share with an instance.
  private static final String SUBNETS =
      """
      vpc-1 has 10.0.0.0/16 2001:db8:1::/56
      subnet-1 of vpc-1 has 10.0.1.0/24 2001:db8:1:1::/64
      subnet-2 of vpc-1 has 10.0.2.0/24
      subnet-tgw of vpc-1 has 10.0.3.0/28
      subnet-default of vpc-1 has 10.0.4.0/24
      acl-1 of vpc-1 guards subnet-1
      acl-2 of vpc-1 guards subnet-2 subnet-tgw
      acl-default of vpc-1 is default
      acl-default in 100 allow all from any
      eni-1 of subnet-1 has 10.0.1.10
      eni-2 of subnet-2 has 10.0.2.10
      eni-tgw of subnet-2 has 10.0.2.20 type transit_gateway
      eni-gwlbe of subnet-2 has 10.0.2.30 type gateway_load_balancer_endpoint
      eni-tgw-alone of subnet-tgw has 10.0.3.5 type transit_gateway
      eni-default of subnet-default has 10.0.4.10
      eni-lost of subnet-lost has 10.0.9.10
      eni-nowhere has 10.0.9.11
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # the case | interface | packet | decision

          between two ends in one subnet it is not consulted                         | eni-1         | in tcp 443 from 10.0.1.20            | PASS acl-1 skipped
          nor on the way out                                                         | eni-1         | out tcp 443 to 10.0.1.20             | PASS acl-1 skipped
          nor for IPv6                                                               | eni-1         | in tcp 443 from 2001:db8:1:1::20     | PASS acl-1 skipped
          between two subnets it is                                                  | eni-1         | in tcp 443 from 10.0.2.10            | BLOCK acl-1 * deny
          from the Internet it is                                                    | eni-1         | in tcp 443 from 198.51.100.4         | BLOCK acl-1 * deny
          of a subnet without association it is not known, whatever the default one  | eni-default   | in tcp 443 from 198.51.100.4         | UNKNOWN network-acl-unknown subnet-default

          an instance beside a transit gateway may be reached through it unchecked   | eni-2         | in tcp 443 from 192.168.0.5          | UNKNOWN transit-gateway-in-subnet subnet-2
          but not from within the VPC                                                | eni-2         | in tcp 443 from 10.0.1.10            | BLOCK acl-2 * deny
          what it sends out is checked                                               | eni-2         | out tcp 443 to 192.168.0.5           | BLOCK acl-2 * deny
          and between it and a neighbour nothing is                                  | eni-2         | in tcp 443 from 10.0.2.40            | PASS acl-2 skipped
          what a transit gateway attachment gets from its own subnet is checked      | eni-tgw       | in tcp 443 from 10.0.2.10            | BLOCK acl-2 * deny
          also what comes from outside of the VPC                                    | eni-tgw       | in tcp 443 from 192.168.0.5          | BLOCK acl-2 * deny
          what it hands to its own subnet is not                                     | eni-tgw       | out tcp 443 to 10.0.2.10             | PASS acl-2 skipped
          an attachment in a subnet of its own is checked when it hands on           | eni-tgw-alone | out tcp 443 to 10.0.2.10             | BLOCK acl-2 * deny
          and when it receives                                                       | eni-tgw-alone | in tcp 443 from 10.0.2.10            | BLOCK acl-2 * deny
          what a Gateway Load Balancer endpoint gets from its own subnet is checked  | eni-gwlbe     | in tcp 443 from 10.0.2.10            | BLOCK acl-2 * deny
          what it hands back is not                                                  | eni-gwlbe     | out tcp 443 to 10.0.2.10             | PASS acl-2 skipped

          an unknown subnet leaves it open                                           | eni-nowhere   | in tcp 443 from 198.51.100.4         | UNKNOWN network-acl-unknown
          """)
  void itIsConsultedWhereTrafficCrossesTheBorderOfTheSubnet(
      String name, String at, String packet, String decision) {
    assertThat(at(SUBNETS, at, packet)).isEqualTo(decision);
  }

  @Test
  void aSubnetWhoseRangeIsUnknownLeavesABlockInsideTheVpcOpen() {
    String network =
        """
        vpc-1 has 10.0.0.0/16
        subnet-1 of vpc-1
        acl-1 of vpc-1 guards subnet-1
        eni-1 of subnet-1 has 10.0.1.10
        """;
    Snapshot known = TestNetwork.of(network);
    Snapshot unknown =
        Snapshot.builder()
            .vpcs(known.vpcs().values())
            .networkAcls(known.networkAcls().values())
            .interfaces(known.interfaces().values())
            .build();

    assertThat(at(unknown, "eni-1", "in tcp 443 from 10.0.1.20"))
        .isEqualTo("UNKNOWN subnet-unknown subnet-1");
    assertThat(at(unknown, "eni-1", "in tcp 443 from 198.51.100.4"))
        .isEqualTo("BLOCK acl-1 * deny");
  }

  @Test
  void anAllowHoldsWhetherOrNotTheSubnetIsKnown() {
    String network =
        """
        acl-1 guards subnet-1
        acl-1 in 100 allow all from any
        eni-1 of subnet-1 has 10.0.1.10
        """;

    assertThat(at(network, "eni-1", "in tcp 443 from 10.0.1.20")).isEqualTo("PASS acl-1 100 allow");
  }

  /// As a configuration says that was read while the subnet was given another network ACL.
  @Test
  void ofTwoNetworkAclsThatClaimOneSubnetNeitherIsBlamed() {
    String network =
        """
        acl-1 guards subnet-1
        acl-2 guards subnet-1 subnet-2
        acl-2 in 100 allow all from any
        eni-1 of subnet-1 has 10.0.1.10
        eni-2 of subnet-2 has 10.0.2.10
        """;

    assertThat(at(network, "eni-1", "in tcp 443 from 198.51.100.4"))
        .isEqualTo("UNKNOWN network-acl-unknown subnet-1");
    assertThat(at(network, "eni-2", "in tcp 443 from 198.51.100.4"))
        .isEqualTo("PASS acl-2 100 allow");
  }

  @Test
  void aNetworkAclThatTheConfigurationLacksIsUnknownUnlessItIsNotConsulted() {
    String network =
        """
        vpc-1 has 10.0.0.0/16
        subnet-1 of vpc-1 has 10.0.1.0/24
        eni-1 of subnet-1 has 10.0.1.10
        """;

    assertThat(at(network, "eni-1", "in tcp 443 from 198.51.100.4"))
        .isEqualTo("UNKNOWN network-acl-unknown subnet-1");
    assertThat(at(network, "eni-1", "in tcp 443 from 10.0.1.20")).isEqualTo("PASS NACL skipped");
  }

  @Test
  void aNetworkAclOfAnotherVpcIsNotTaken() {
    String network =
        """
        vpc-1 has 10.0.0.0/16
        subnet-1 of vpc-1 has 10.0.1.0/24
        acl-2 of vpc-2 guards subnet-1
        acl-2 in 100 allow all from any
        eni-1 of subnet-1 has 10.0.1.10
        """;

    assertThat(at(network, "eni-1", "in tcp 443 from 198.51.100.4"))
        .isEqualTo("UNKNOWN network-acl-unknown subnet-1");
  }

  private static String at(String network, String interfaceId, String packet) {
    return at(TestNetwork.of(network), interfaceId, packet);
  }

  private static String at(Snapshot snapshot, String interfaceId, String text) {
    NetworkInterface at = Objects.requireNonNull(snapshot.interfaces().get(interfaceId));
    TestPacket packet = TestPacket.of(text);
    return InWords.of(
        new NetworkAclLayer(snapshot).decide(at, packet.direction(), packet.packet()));
  }
}
