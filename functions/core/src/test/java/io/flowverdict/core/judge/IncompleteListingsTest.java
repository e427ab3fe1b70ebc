package io.flowverdict.core.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.net.Direction;
import io.flowverdict.core.snapshot.Incomplete;
import io.flowverdict.core.snapshot.Listing;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.TestNetwork;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where a listing goes on, what is on the pages at hand is certain, and that something is not on
/// them means nothing.
class IncompleteListingsTest {

  private static final String NETWORK =
      """
      vpc-1 has 10.0.0.0/16
      vpc-2 has 10.2.0.0/16
      subnet-1 of vpc-1 has 10.0.1.0/24
      subnet-2 of vpc-1 has 10.0.2.0/24
      subnet-3 of vpc-2 has 10.2.1.0/24
      subnet-4 of vpc-1 has 10.0.4.0/24
      acl-1 of vpc-1 guards subnet-1
      acl-1 in 100 deny tcp 22 from any; acl-1 in 200 allow all from any
      acl-1 out 100 allow all to any
      eni-1 of subnet-1 has 10.0.1.10 carries sg-1
      eni-2 of subnet-2 has 10.0.2.20 carries sg-app
      eni-3 of subnet-3 has 10.2.1.30 carries sg-far
      eni-4 of subnet-4 has 10.0.4.40 carries sg-1
      sg-1 of vpc-1; sg-app of vpc-1; sg-far of vpc-2
      sg-1 in tcp 443 from sg-app; sg-1 in tcp 444 from pl-1; sg-1 in tcp 445 from 10.0.2.0/24
      sg-1 in tcp 446 from sg-far of vpc-2
      sg-1 out tcp 5432 to sg-app
      pl-1 has 203.0.113.0/25
      pcx-1 between vpc-1=10.0.0.0/16 vpc-2=10.2.0.0/16 is deleted
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          # the case | what goes on | interface, packet | with all pages | with these

          a member that is listed is one                            | interfaces   | eni-1 in tcp 443 from 10.0.2.20      | PASS sgr-1-1             | PASS sgr-1-1
          an address without interface may be a member's            | interfaces   | eni-1 in tcp 443 from 10.0.2.99      | BLOCK                    | UNKNOWN referenced-group-unknown
          or one that a load balancer forwards for                  | interfaces   | eni-1 in tcp 443 from 198.51.100.7   | BLOCK                    | UNKNOWN referenced-group-unknown
          no rule has the port, whoever it is                       | interfaces   | eni-1 in tcp 80 from 10.0.2.99       | BLOCK                    | BLOCK
          a block of addresses needs no interface                   | interfaces   | eni-1 in tcp 445 from 10.0.2.99      | PASS sgr-1-3             | PASS sgr-1-3
          on the way out too it may be a member's                   | interfaces   | eni-1 out tcp 5432 to 10.0.2.99      | BLOCK                    | UNKNOWN referenced-group-unknown
          but not where a listed interface has it                   | interfaces   | eni-1 out tcp 5432 to 10.0.4.40      | BLOCK                    | BLOCK
          nor outside of every VPC                                  | interfaces   | eni-1 out tcp 5432 to 198.51.100.7   | BLOCK                    | BLOCK
          other listings do not matter for that                     | networkAcls  | eni-1 in tcp 443 from 10.0.2.99      | BLOCK                    | BLOCK

          a rule that is listed allows                              | sg-1         | eni-1 in tcp 445 from 10.0.2.99      | PASS sgr-1-3             | PASS sgr-1-3
          where none does a missing one may                         | sg-1         | eni-1 in tcp 80 from 10.0.2.99       | BLOCK                    | UNKNOWN security-group-unknown
          rules of other groups do not matter                       | sg-app       | eni-1 in tcp 80 from 10.0.2.99       | BLOCK                    | BLOCK

          an entry that is listed matches                           | pl-1         | eni-1 in tcp 444 from 203.0.113.7    | PASS sgr-1-2             | PASS sgr-1-2
          where none does a missing one may                         | pl-1         | eni-1 in tcp 444 from 203.0.113.200  | BLOCK                    | UNKNOWN prefix-list-unknown
          no rule with the list has the port                        | pl-1         | eni-1 in tcp 80 from 203.0.113.200   | BLOCK                    | BLOCK

          another connection may carry the reference                | peerings     | eni-1 in tcp 446 from 10.2.1.30      | BLOCK                    | UNKNOWN reference-across-vpcs
          """)
  void whatMayBeOnAMissingPageIsNotKnown(
      String name, String what, String packet, String whole, String part) {
    Snapshot snapshot = TestNetwork.of(NETWORK);

    assertThat(byGroups(snapshot, packet)).isEqualTo(whole);
    assertThat(byGroups(snapshot.toBuilder().incomplete(incomplete(what)).build(), packet))
        .isEqualTo(part);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          an entry of a listed network ACL decides                  | networkAcls  | eni-1 in tcp 22 from 10.0.2.20       | BLOCK                    | BLOCK
          of a subnet in none it is not known                       | networkAcls  | eni-4 in tcp 22 from 10.0.2.20       | UNKNOWN network-acl-unknown | UNKNOWN network-acl-unknown
          inside the VPC no transit gateway comes between           | interfaces   | eni-1 in tcp 22 from 10.0.2.20       | BLOCK                    | BLOCK
          from elsewhere a missing attachment may                   | interfaces   | eni-1 in tcp 22 from 192.168.0.5     | BLOCK                    | UNKNOWN transit-gateway-in-subnet
          what an entry allows passes either way                    | interfaces   | eni-1 in tcp 23 from 192.168.0.5     | PASS 200                 | PASS 200
          """)
  void networkAclsComeWithAllOfTheirEntries(
      String name, String what, String packet, String whole, String part) {
    Snapshot snapshot = TestNetwork.of(NETWORK);

    assertThat(byNetworkAcl(snapshot, packet)).isEqualTo(whole);
    assertThat(byNetworkAcl(snapshot.toBuilder().incomplete(incomplete(what)).build(), packet))
        .isEqualTo(part);
  }

  private static Incomplete incomplete(String what) {
    return switch (what) {
      case "interfaces" -> Incomplete.of(Listing.INTERFACES);
      case "networkAcls" -> Incomplete.of(Listing.NETWORK_ACLS);
      case "peerings" -> Incomplete.of(Listing.PEERINGS);
      case "pl-1" -> new Incomplete(Set.of(), Set.of(), Set.of(what));
      default -> new Incomplete(Set.of(Listing.SECURITY_GROUP_RULES), Set.of(what), Set.of());
    };
  }

  private static String byGroups(Snapshot snapshot, String text) {
    TestPacket packet = packet(text);
    return inWords(
        new SecurityGroupLayer(snapshot)
            .decide(
                at(snapshot, text),
                packet.direction(),
                packet.packet(),
                SecurityGroupLayer.State.NEW));
  }

  private static String byNetworkAcl(Snapshot snapshot, String text) {
    TestPacket packet = packet(text);
    Direction direction = packet.direction();
    return inWords(
        new NetworkAclLayer(snapshot).decide(at(snapshot, text), direction, packet.packet()));
  }

  private static TestPacket packet(String text) {
    return TestPacket.of(text.substring(text.indexOf(' ') + 1));
  }

  private static NetworkInterface at(Snapshot snapshot, String text) {
    String id = text.substring(0, text.indexOf(' '));
    return Objects.requireNonNull(snapshot.interfaces().get(id), id);
  }

  private static String inWords(Decision decision) {
    Stream<String> by =
        switch (decision.outcome()) {
          case PASS -> decision.steps().stream().map(step -> String.valueOf(step.rule()));
          case BLOCK -> Stream.of();
          case UNKNOWN -> decision.doubts().stream().map(doubt -> doubt.reason().code());
        };
    return Stream.concat(Stream.of(decision.outcome().name()), by)
        .reduce((one, other) -> one + " " + other)
        .orElseThrow();
  }
}
