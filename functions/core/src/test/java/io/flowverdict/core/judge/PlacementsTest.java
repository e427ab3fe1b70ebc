package io.flowverdict.core.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.TestNetwork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacementsTest {

  private static final Snapshot NETWORK =
      TestNetwork.of(
          """
          vpc-1 has 10.0.0.0/16
          subnet-1 of vpc-1 has 10.0.1.0/24
          eni-1 of subnet-1 has 10.0.1.10 10.0.1.11 2001:db8:1:1::10 delegates 10.0.1.64/28
          eni-nat of subnet-1 has 10.0.1.220 type nat_gateway public 198.51.100.9
          """);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # the case | record | where it is placed: direction, the packet's ends, whether an intermediary was seen

          the direction that is recorded is believed          | eni-1 out tcp 203.0.113.5:50000 > 10.0.1.10:443                | egress 203.0.113.5:50000 > 10.0.1.10:443
          the sender's address makes it egress                | eni-1 tcp 10.0.1.10:50000 > 203.0.113.5:443                    | egress 10.0.1.10:50000 > 203.0.113.5:443
          the receiver's address makes it ingress             | eni-1 tcp 203.0.113.5:50000 > 10.0.1.10:443                    | ingress 203.0.113.5:50000 > 10.0.1.10:443
          a secondary address is the interface's              | eni-1 tcp 203.0.113.5:50000 > 10.0.1.11:443                    | ingress 203.0.113.5:50000 > 10.0.1.11:443
          an IPv6 address in any spelling                     | eni-1 tcp [2001:db8::5]:50000 > [2001:db8:1:1:0:0:0:10]:443    | ingress 2001:db8::5:50000 > 2001:db8:1:1::10:443
          an address of a delegated prefix                    | eni-1 tcp 203.0.113.5:50000 > 10.0.1.70:443                    | ingress 203.0.113.5:50000 > 10.0.1.70:443
          the packet's address where the shown one is not it  | eni-1 tcp 203.0.113.5:50000 > 10.9.9.9:443 pkt-dst=10.0.1.11   | ingress 203.0.113.5:50000 > 10.0.1.11:443
          also where the interface sends                      | eni-1 tcp 10.9.9.9:50000 > 203.0.113.5:443 pkt-src=10.0.1.11   | egress 10.0.1.11:50000 > 203.0.113.5:443

          on its own side the packet's address is taken       | eni-1 in tcp 203.0.113.5:50000 > 10.0.1.10:443 pkt-dst=10.0.1.70 | ingress 203.0.113.5:50000 > 10.0.1.70:443
          from the NAT gateway to its client                  | eni-nat tcp 10.0.1.220:443 > 10.0.2.5:50000 pkt-src=203.0.113.5 pkt-dst=10.0.2.5 | egress 203.0.113.5:443 > 10.0.2.5:50000
          from the client to the NAT gateway                  | eni-nat tcp 10.0.2.5:50000 > 10.0.1.220:443 pkt-src=10.0.2.5 pkt-dst=203.0.113.5 | ingress 10.0.2.5:50000 > 203.0.113.5:443
          on the peer's side the packet's address is taken    | eni-1 in tcp 10.0.2.40:50000 > 10.0.1.10:443 pkt-src=203.0.113.5 | ingress 203.0.113.5:50000 > 10.0.1.10:443 through an intermediary
          on the way out likewise                             | eni-1 out tcp 10.0.1.10:50000 > 10.0.2.40:443 pkt-dst=203.0.113.5 | egress 10.0.1.10:50000 > 203.0.113.5:443 through an intermediary
          equal packet addresses are no intermediary          | eni-1 in tcp 10.0.2.40:50000 > 10.0.1.10:443 pkt-src=10.0.2.40 pkt-dst=10.0.1.10 | ingress 10.0.2.40:50000 > 10.0.1.10:443

          no interface                                        | - tcp 203.0.113.5:50000 > 10.0.1.10:443                        | UNDECIDED interface-not-recorded
          a regional NAT gateway has none                     | - tcp 10.0.1.10:50000 > 203.0.113.5:443 resource=nat-1         | NOT_EVALUATED REGIONAL_NAT_GATEWAY
          another resource's record without interface         | - tcp 10.0.1.10:50000 > 203.0.113.5:443 resource=vpce-1        | UNDECIDED interface-not-recorded
          an interface that the configuration lacks           | eni-9 in tcp 203.0.113.5:50000 > 10.0.1.10:443                 | UNDECIDED interface-unknown eni-9
          no source address                                   | eni-1 in tcp - > 10.0.1.10:443                                 | UNDECIDED address-not-recorded
          no destination address                              | eni-1 in tcp 203.0.113.5:50000 > -                             | UNDECIDED address-not-recorded
          the packet's address is enough                      | eni-1 in tcp - > 10.0.1.10:443 pkt-src=203.0.113.5             | ingress 203.0.113.5:? > 10.0.1.10:443
          no protocol                                         | eni-1 in - 203.0.113.5 > 10.0.1.10                             | UNDECIDED protocol-not-recorded
          neither end is the interface's                      | eni-1 tcp 203.0.113.5:50000 > 10.0.2.10:443                    | UNDECIDED direction-unknown eni-1
          both ends are                                       | eni-1 tcp 10.0.1.10:50000 > 10.0.1.11:443                      | UNDECIDED direction-unknown eni-1
          its public address is not its own in a record       | eni-nat tcp 203.0.113.5:50000 > 198.51.100.9:443               | UNDECIDED direction-unknown eni-nat
          two families                                        | eni-1 in tcp - > 10.0.1.10:443 pkt-src=2001:db8::5             | UNDECIDED addresses-inconsistent
          """)
  void aRecordIsPlacedAtItsInterfaceWithThePacketsOwnAddresses(
      String name, String record, String expected) {
    assertThat(inWords(new Placements(NETWORK).place(TestRecord.of(record)))).isEqualTo(expected);
  }

  private static String inWords(Placement placement) {
    return switch (placement) {
      case Placement.Unplaced(Verdict verdict) -> InWords.of(verdict);
      case Placement.Placed placed -> {
        Packet packet = placed.packet();
        yield placed.direction()
            + " "
            + end(packet.source(), packet.sourcePort())
            + " > "
            + end(packet.destination(), packet.destinationPort())
            + (packet.throughIntermediary() ? " through an intermediary" : "");
      }
    };
  }

  private static String end(IpAddress address, @Nullable Integer port) {
    return address + ":" + (port == null ? "?" : port);
  }
}
