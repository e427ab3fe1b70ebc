package io.flowverdict.core.judge;

import static io.flowverdict.core.judge.JudgedObject.verdicts;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The situations of the VPC user guide's page [flow log record
/// examples](https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-records-examples.html) in
/// which traffic passes a gateway; see [AwsExamplesTest].
class AwsGatewayExamplesTest {

  private static final String FLAGS_FORMAT =
      "version interface-id srcaddr dstaddr srcport dstport pkt-srcaddr pkt-dstaddr protocol bytes"
          + " packets start end action tcp-flags log-status";

  /// An instance in a private subnet, and a NAT gateway in a public one, which has no security
  /// group.
  private static final String NAT_GATEWAY =
      """
      vpc-1 has 10.1.0.0/16
      subnet-public of vpc-1 has 10.1.0.0/24
      subnet-private of vpc-1 has 10.1.1.0/24
      acl-public of vpc-1 guards subnet-public
      acl-public in 100 allow all from 10.1.1.0/24
      acl-public in 110 allow tcp 1024-65535 from any
      acl-public out 100 allow tcp 443 to any
      acl-public out 110 allow tcp 1024-65535 to 10.1.1.0/24
      acl-private of vpc-1 guards subnet-private
      acl-private in 100 allow tcp 1024-65535 from any
      acl-private out 100 allow tcp 443 to any
      eni-nat of subnet-public has 10.1.0.220 type nat_gateway
      eni-1 of subnet-private has 10.1.1.5 carries sg-1
      sg-1 of vpc-1
      sg-1 out tcp 443 to any
      """;

  @Test
  void theFourLegsThroughAZonalNatGatewayMeetItsNetworkAclAndNoSecurityGroup() {
    assertThat(
            verdicts(
                NAT_GATEWAY,
                FLAGS_FORMAT,
                "3 eni-nat 10.1.1.5 10.1.0.220 40000 443 10.1.1.5 203.0.113.5 6 600 9 1700000000"
                    + " 1700000058 ACCEPT 3 OK",
                "3 eni-nat 10.1.0.220 203.0.113.5 1025 443 10.1.0.220 203.0.113.5 6 600 9"
                    + " 1700000000 1700000058 ACCEPT 3 OK",
                "3 eni-nat 203.0.113.5 10.1.0.220 443 1025 203.0.113.5 10.1.0.220 6 600 9"
                    + " 1700000000 1700000058 ACCEPT 19 OK",
                "3 eni-nat 10.1.0.220 10.1.1.5 443 40000 203.0.113.5 10.1.1.5 6 600 9 1700000000"
                    + " 1700000058 ACCEPT 19 OK"))
        .containsExactly(
            "request by FLAGS: ACCEPT acl-public 100 allow, SG skipped",
            "request by FLAGS: ACCEPT SG skipped, acl-public 100 allow",
            "reply by FLAGS: ACCEPT acl-public 110 allow, SG skipped",
            "reply by FLAGS: ACCEPT SG skipped, acl-public 110 allow");
  }

  @Test
  void theInstanceBehindTheNatGatewaySeesTheHostItself() {
    assertThat(
            verdicts(
                NAT_GATEWAY,
                FLAGS_FORMAT,
                "3 eni-1 10.1.1.5 203.0.113.5 40000 443 10.1.1.5 203.0.113.5 6 600 9 1700000000"
                    + " 1700000058 ACCEPT 3 OK",
                "3 eni-1 203.0.113.5 10.1.1.5 443 40000 203.0.113.5 10.1.1.5 6 600 9 1700000000"
                    + " 1700000058 ACCEPT 19 OK"))
        .containsExactly(
            "request by FLAGS: ACCEPT sg-1 sgr-1-1 allow, acl-private 100 allow",
            "reply by FLAGS: ACCEPT acl-private 100 allow, sg-1 tracked");
  }

  @Test
  void aRecordWithoutProtocolIsUndecided() {
    assertThat(
            verdicts(
                NAT_GATEWAY,
                "instance-id interface-id srcaddr dstaddr pkt-srcaddr pkt-dstaddr",
                "- eni-nat 10.1.1.5 10.1.0.220 10.1.1.5 203.0.113.5"))
        .containsExactly("unknown by NONE: UNDECIDED protocol-not-recorded");
  }

  @Test
  void aRegionalNatGatewayIsNotFiltered() {
    String format =
        "resource-id instance-id interface-id subnet-id srcaddr dstaddr pkt-srcaddr pkt-dstaddr";

    assertThat(
            verdicts(
                NAT_GATEWAY,
                format,
                "nat-0123456789abcdef0 - - - 10.1.1.5 203.0.113.5 10.1.1.5 203.0.113.5",
                "nat-0123456789abcdef0 - - - 198.51.100.139 203.0.113.5 198.51.100.139 203.0.113.5",
                "nat-0123456789abcdef0 - - - 203.0.113.5 198.51.100.139 203.0.113.5 198.51.100.139",
                "nat-0123456789abcdef0 - - - 203.0.113.5 10.1.1.5 203.0.113.5 10.1.1.5"))
        .containsOnly("unknown by NONE: NOT_EVALUATED REGIONAL_NAT_GATEWAY")
        .hasSize(4);
  }

  /// A web server in a VPC that clients of 10.20.0.0/16 reach through a transit gateway. Its
  /// attachment has one interface in a subnet of its own and one in the server's subnet.
  private static final String TRANSIT_GATEWAY =
      """
      vpc-b has 10.40.0.0/16
      subnet-1 of vpc-b has 10.40.1.0/24
      subnet-2 of vpc-b has 10.40.2.0/24
      acl-1 of vpc-b guards subnet-1
      acl-1 out 100 allow tcp 80 to 10.40.2.0/24
      acl-2 of vpc-b guards subnet-2
      acl-2 in 100 allow tcp 80 from 10.20.0.0/16
      acl-2 in 110 allow tcp from 10.40.2.0/24
      acl-2 out 100 allow tcp 1024-65535 to 10.20.0.0/16
      eni-server of subnet-2 has 10.40.2.236 carries sg-web
      sg-web of vpc-b
      sg-web in tcp 80 from 10.20.0.0/16
      eni-tgw1 of subnet-1 has 10.40.1.175 type transit_gateway
      eni-tgw2 of subnet-2 has 10.40.2.31 type transit_gateway
      """;

  @Test
  void throughATransitGatewayTheServerSeesTheClientItself() {
    assertThat(
            verdicts(
                TRANSIT_GATEWAY,
                FLAGS_FORMAT,
                "3 eni-server 10.20.33.164 10.40.2.236 39812 80 10.20.33.164 10.40.2.236 6 600 9"
                    + " 1700000000 1700000058 ACCEPT 3 OK",
                "3 eni-server 10.40.2.236 10.20.33.164 80 39812 10.40.2.236 10.20.33.164 6 600 9"
                    + " 1700000000 1700000058 ACCEPT 19 OK"))
        .containsExactly(
            "request by FLAGS: ACCEPT acl-2 100 allow, sg-web sgr-web-1 allow",
            "reply by FLAGS: ACCEPT sg-web tracked, acl-2 100 allow");
  }

  @Test
  void itsInterfacesShowTheirOwnAddressInsteadOfTheClients() {
    assertThat(
            verdicts(
                TRANSIT_GATEWAY,
                FLAGS_FORMAT,
                "3 eni-tgw1 10.40.1.175 10.40.2.236 39812 80 10.20.33.164 10.40.2.236 6 600 9"
                    + " 1700000000 1700000058 ACCEPT 3 OK",
                "3 eni-tgw2 10.40.2.236 10.40.2.31 80 39812 10.40.2.236 10.20.33.164 6 600 9"
                    + " 1700000000 1700000058 ACCEPT 19 OK"))
        .containsExactly(
            "request by FLAGS: ACCEPT SG skipped, acl-1 100 allow",
            "reply by FLAGS: ACCEPT acl-2 110 allow, SG skipped");
  }
}
