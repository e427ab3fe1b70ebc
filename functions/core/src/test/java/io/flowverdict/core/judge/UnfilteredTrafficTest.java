package io.flowverdict.core.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.flowlog.Action;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.TestNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnfilteredTrafficTest {

  /// An interface that every rule denies everything.
  private static final Snapshot DENIED =
      TestNetwork.of(
          """
          vpc-1 has 10.0.0.0/16 10.9.0.0/16 2001:db8:1::/56
          subnet-1 of vpc-1 has 2001:db8:1:1::/64 10.0.1.0/24
          acl-1 of vpc-1 guards subnet-1
          eni-1 of subnet-1 has 10.0.1.10 2001:db8:1:1::10 carries sg-1
          sg-1 of vpc-1
          """);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # the case | record | why it is not filtered, or REJECT

          a query to the resolver of the VPC          | eni-1 out udp 10.0.1.10:50000 > 10.0.0.2:53              | DNS_RESOLVER
          its answer                                  | eni-1 in udp 10.0.0.2:53 > 10.0.1.10:50000               | DNS_RESOLVER
          a query over TCP                            | eni-1 out tcp 10.0.1.10:50000 > 10.0.0.2:53              | DNS_RESOLVER
          a query to the link-local resolver          | eni-1 out udp 10.0.1.10:50000 > 169.254.169.253:53       | DNS_RESOLVER
          a query to the resolver's IPv6 address      | eni-1 out udp [2001:db8:1:1::10]:50000 > [fd00:ec2::253]:53 | DNS_RESOLVER
          another port of the resolver's address      | eni-1 out tcp 10.0.1.10:50000 > 10.0.0.2:443             | REJECT
          a name server of one's own                  | eni-1 out udp 10.0.1.10:50000 > 10.0.2.2:53              | REJECT
          plus two in a secondary block               | eni-1 out udp 10.0.1.10:50000 > 10.9.0.2:53              | REJECT
          a client that happens to use port 53        | eni-1 in udp 198.51.100.4:53 > 10.0.1.10:50000           | REJECT
          instance metadata                           | eni-1 out tcp 10.0.1.10:50000 > 169.254.169.254:80       | INSTANCE_METADATA
          instance metadata's answer                  | eni-1 in tcp 169.254.169.254:80 > 10.0.1.10:50000        | INSTANCE_METADATA
          instance metadata over IPv6                 | eni-1 out tcp [2001:db8:1:1::10]:50000 > [fd00:ec2::254]:80 | INSTANCE_METADATA
          time synchronisation                        | eni-1 out udp 10.0.1.10:50000 > 169.254.169.123:123      | TIME_SYNC
          task metadata                               | eni-1 out tcp 10.0.1.10:50000 > 169.254.170.2:80         | TASK_METADATA
          Windows activation                          | eni-1 out tcp 10.0.1.10:50000 > 169.254.169.250:1688     | WINDOWS_ACTIVATION
          its other address                           | eni-1 out tcp 10.0.1.10:50000 > 169.254.169.251:1688     | WINDOWS_ACTIVATION
          another link-local address                  | eni-1 out tcp 10.0.1.10:50000 > 169.254.1.1:80           | REJECT
          a DHCP request                              | eni-1 out udp 10.0.1.10:68 > 10.0.1.1:67                 | DHCP
          a DHCP answer                               | eni-1 in udp 10.0.1.1:67 > 10.0.1.10:68                  | DHCP
          DHCPv6                                      | eni-1 out udp [2001:db8:1:1::10]:546 > [2001:db8:1:1::1]:547 | DHCP
          DHCPv6's ports over IPv4 are not DHCP       | eni-1 out udp 10.0.1.10:546 > 10.0.2.1:547               | REJECT
          DHCP's ports over TCP are not DHCP          | eni-1 out tcp 10.0.1.10:68 > 10.0.2.1:67                 | REJECT
          one port of DHCP is not DHCP                | eni-1 out udp 10.0.1.10:50000 > 10.0.2.1:67              | REJECT
          the router of the subnet                    | eni-1 out icmp 10.0.1.10 > 10.0.1.1                      | VPC_ROUTER
          the first address of another subnet         | eni-1 out icmp 10.0.1.10 > 10.0.2.1                      | REJECT
          the interface at metadata's address as its own end | eni-1 out tcp 169.254.169.254:80 > 198.51.100.4:50000 | REJECT
          """)
  void someTrafficIsNotFilteredAtAll(String name, String record, String expected) {
    Verdict verdict = new Judge(DENIED).judge(TestRecord.of(record));

    assertThat(verdict.notEvaluated() == null ? verdict.outcome() : verdict.notEvaluated())
        .hasToString(expected);
  }

  @Test
  void itSaysNothingOfTheAction() {
    Verdict verdict =
        new Judge(DENIED)
            .judge(TestRecord.of("eni-1 out udp 10.0.1.10:50000 > 10.0.0.2:53 REJECT"));

    assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.NOT_EVALUATED);
    assertThat(verdict.agreesWith(Action.REJECT)).isEmpty();
    assertThat(verdict.trace()).isEmpty();
  }

  @Test
  void aBlockAtTheEndOfTheAddressSpaceHasNoReservedAddresses() {
    Snapshot snapshot =
        TestNetwork.of(
            """
            vpc-1 has 255.255.255.255/32
            subnet-1 of vpc-1 has 255.255.255.255/32
            acl-1 of vpc-1 guards subnet-1
            eni-1 of subnet-1 has 10.0.1.10 carries sg-1
            sg-1 of vpc-1
            """);

    Verdict verdict =
        new Judge(snapshot)
            .judge(TestRecord.of("eni-1 out udp 10.0.1.10:50000 > 255.255.255.255:53 REJECT"));

    assertThat(verdict.notEvaluated()).isNull();
  }
}
