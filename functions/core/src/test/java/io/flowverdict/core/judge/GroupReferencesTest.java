package io.flowverdict.core.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.judge.SecurityGroupLayer.State;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.TestNetwork;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rules that name a security group as source or destination.
class GroupReferencesTest {

  /// The interface eni-1 carries sg-web; the cases add its rules. Around it: an interface of sg-app
  /// with two addresses, IPv6, pods and a public address; a stranger; a load balancer; another VPC.
  private static final String NETWORK =
      """
      vpc-1 has 10.0.0.0/16 2001:db8:1::/56
      subnet-1 of vpc-1 has 10.0.1.0/24 2001:db8:1:1::/64
      eni-1 of subnet-1 has 10.0.1.10 carries sg-web
      eni-app of subnet-1 has 10.0.1.20 10.0.1.21 2001:db8:1:1::20 carries sg-app sg-other \
        delegates 10.0.1.64/28 public 198.51.100.20
      eni-stranger of subnet-1 has 10.0.1.30 carries sg-other
      eni-nlb of subnet-1 has 10.0.1.40 carries sg-nlb type network_load_balancer
      sg-app of vpc-1
      sg-nlb of vpc-1
      sg-empty of vpc-1
      vpc-2 has 10.2.0.0/16
      subnet-2 of vpc-2 has 10.2.1.0/24
      eni-peer of subnet-2 has 10.2.1.20 carries sg-peer
      eni-associated of subnet-1 has 10.0.1.50 carries sg-peer
      sg-peer of vpc-2
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # the case | rule | packet | does the rule match

          it matches the first address of a member                | sg-web in all from sg-app   | in tcp 443 from 10.0.1.20        | yes
          and its second                                          | sg-web in all from sg-app   | in tcp 443 from 10.0.1.21        | yes
          and its IPv6 address                                    | sg-web in all from sg-app   | in tcp 443 from 2001:db8:1:1::20 | yes
          and the pods behind a prefix delegated to it            | sg-web in all from sg-app   | in tcp 443 from 10.0.1.70        | yes
          but not the address after that prefix                   | sg-web in all from sg-app   | in tcp 443 from 10.0.1.80        | no
          and never its public address                            | sg-web in all from sg-app   | in tcp 443 from 198.51.100.20    | no
          outbound too                                            | sg-web out all to sg-app    | out tcp 443 to 10.0.1.21         | yes
          not an interface of another group in the same subnet    | sg-web in all from sg-app   | in tcp 443 from 10.0.1.30        | no
          the rule's port is looked at as well                    | sg-web in tcp 80 from sg-app | in tcp 443 from 10.0.1.20       | no
          being in the same group is not enough                   | sg-web in all from sg-app   | in tcp 443 from 10.0.1.11        | no
          a group without members matches nothing                 | sg-web in all from sg-empty | in tcp 443 from 10.0.1.20        | no
          through a middlebox it matches nothing                  | sg-web in all from sg-app   | in tcp 443 from 10.0.1.20 through a middlebox | no
          nor on the way out                                      | sg-web out all to sg-app    | out tcp 443 to 10.0.1.20 through a middlebox  | no

          a group that is not listed matches the members it has   | sg-web in all from sg-other | in tcp 443 from 10.0.1.30        | yes
          a missing group could have a member in the VPC          | sg-web in all from sg-gone  | in tcp 443 from 10.0.1.99        | referenced-group-unknown sg-gone
          but none outside of it                                  | sg-web in all from sg-gone  | in tcp 443 from 198.51.100.4     | no
          through a middlebox not even a missing group matches    | sg-web in all from sg-gone  | in tcp 443 from 10.0.1.99 through a middlebox | no

          a load balancer's own address is a member's             | sg-web in all from sg-nlb   | in tcp 443 from 10.0.1.40        | yes
          a client behind it may have been forwarded              | sg-web in all from sg-nlb   | in tcp 443 from 198.51.100.4     | load-balancer-client sg-nlb
          also where the record shows the forwarding              | sg-web in all from sg-nlb   | in tcp 443 from 198.51.100.4 through the load balancer | load-balancer-client sg-nlb
          nothing is sent to clients that way                     | sg-web out all to sg-nlb    | out tcp 443 to 198.51.100.4      | no
          """)
  void aReferenceMatchesThePrivateAddressesOfTheGroupsMembers(
      String name, String rule, String packet, String matches) {
    assertThat(matches(NETWORK + rule, packet)).isEqualTo(matches);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # the case | rule of sg-web, about: in tcp 443 from 10.2.1.20 | peering between vpc-1 and vpc-2 | does the rule match

          over an active connection it matches                       | sg-peer of vpc-2 over pcx-1 active  | is active             | yes
          the rule's own status is enough                            | sg-peer of vpc-2 over pcx-1 active  |                       | yes
          so is a connection that the rule does not name             | sg-peer of vpc-2                    | is active             | yes
          or a rule that does not even name the VPC                  | sg-peer                             | is active             | yes
          a status of deleted makes the rule stale                   | sg-peer of vpc-2 over pcx-1 deleted |                       | no
          whatever the connections say                               | sg-peer of vpc-2 over pcx-1 deleted | is active             | no
          a connection that was deleted makes the rule stale         | sg-peer of vpc-2 over pcx-1         | is deleted            | no
          so does one that was never accepted                        | sg-peer of vpc-2 over pcx-1         | is pending-acceptance | no
          whether or not its group is known                          | sg-gone of vpc-2 over pcx-1         | is deleted            | no
          a rule without connection needs one that is active         | sg-peer                    | is deleted            | no
          without any connection it is not known whether it matches  | sg-peer of vpc-2                    |                       | reference-across-vpcs sg-peer
          a missing group of a peer could have a member there        | sg-gone of vpc-2 over pcx-1 active  | is active             | referenced-group-unknown sg-gone
          but none outside of the peer's block                       | sg-gone of vpc-3 over pcx-2 active  | is active             | no
          """)
  void aReferenceToAnotherVpcNeedsAnActivePeeringConnection(
      String name, String reference, String peering, String matches) {
    String rules =
        "sg-web in all from "
            + reference
            + (peering == null
                ? ""
                : "; pcx-1 between vpc-1=10.0.0.0/16 vpc-2=10.2.0.0/16 " + peering)
            + "; pcx-2 between vpc-1=10.0.0.0/16 vpc-3=10.3.0.0/16";

    assertThat(matches(NETWORK + rules, "in tcp 443 from 10.2.1.20")).isEqualTo(matches);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # the case | rule | packet | does the rule match

          a member in this VPC of a group of another matches       | sg-web in all from sg-peer of vpc-2   | in tcp 443 from 10.0.1.50 | yes
          a member in this VPC matches over no connection          | sg-web in all from sg-peer            | in tcp 443 from 10.0.1.50 | yes
          an outbound reference over an active connection matches  | sg-web out all to sg-peer over pcx-1 active | out tcp 443 to 10.2.1.20 | yes
          """)
  void aReferenceMatchesMembersWhereverTheirGroupBelongs(
      String name, String rule, String packet, String matches) {
    assertThat(matches(NETWORK + rule, packet)).isEqualTo(matches);
  }

  private static String matches(String network, String text) {
    Snapshot snapshot = TestNetwork.of(network);
    NetworkInterface at = Objects.requireNonNull(snapshot.interfaces().get("eni-1"));
    TestPacket packet = TestPacket.of(text);
    Decision decision =
        new SecurityGroupLayer(snapshot).decide(at, packet.direction(), packet.packet(), State.NEW);
    return switch (decision.outcome()) {
      case PASS -> "yes";
      case BLOCK -> "no";
      case UNKNOWN -> InWords.of(decision).replace("UNKNOWN ", "");
    };
  }
}
