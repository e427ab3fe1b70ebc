package io.flowverdict.core.judge;

import static io.flowverdict.core.judge.JudgedObject.verdicts;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The situations of the VPC user guide's page [flow log record
/// examples](https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-records-examples.html),
/// with configurations, ids and addresses of our own: objects are read, and their records judged in
/// their order. Those with a gateway are in [AwsGatewayExamplesTest].
class AwsExamplesTest {

  private static final String DEFAULT_FORMAT =
      "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start"
          + " end action log-status";

  /// A server that may be reached by SSH from its VPC, behind the default network ACL.
  private static final String SSH_SERVER =
      """
      vpc-1 has 10.1.0.0/16 2001:db8:1:aa00::/56
      subnet-1 of vpc-1 has 10.1.16.0/24 2001:db8:1:aa02::/64
      acl-1 of vpc-1 guards subnet-1
      acl-1 in 100 allow all from any
      acl-1 in 101 allow all from any6
      acl-1 out 100 allow all to any
      acl-1 out 101 allow all to any6
      eni-1 of subnet-1 has 10.1.16.21 2001:db8:1:aa02::21 carries sg-1
      sg-1 of vpc-1
      sg-1 in tcp 22 from 10.1.0.0/16
      sg-1 in tcp 22 from 2001:db8:1:aa00::/56
      sg-1 out all to any
      """;

  @Test
  void acceptedSshAndRejectedRdp() {
    assertThat(
            verdicts(
                SSH_SERVER,
                DEFAULT_FORMAT,
                "2 111122223333 eni-1 10.1.32.139 10.1.16.21 20641 22 6 20 4249 1700000000"
                    + " 1700000060 ACCEPT OK",
                "2 111122223333 eni-1 10.1.32.69 10.1.16.21 49761 3389 6 20 4249 1700000000"
                    + " 1700000060 REJECT OK"))
        .containsExactly(
            "request by PORTS: ACCEPT acl-1 100 allow, sg-1 sgr-1-1 allow",
            "request by PORTS: REJECT acl-1 100 allow, sg-1 no-match");
  }

  @Test
  void noDataAndSkippedRecordsAreNotJudged() {
    assertThat(
            verdicts(
                SSH_SERVER,
                DEFAULT_FORMAT,
                "2 111122223333 eni-1 - - - - - - - 1700000000 1700000060 - NODATA",
                "2 111122223333 eni-1 - - - - - - - 1700000060 1700000120 - SKIPDATA"))
        .containsExactly("NODATA", "SKIPDATA");
  }

  /// A server that answers pings by its security group, whose outbound rules do not know ICMP,
  /// behind a network ACL that lets pings in; the cases say what it lets out.
  private static final String PINGED_SERVER =
      """
      vpc-1 has 10.1.0.0/16
      subnet-1 of vpc-1 has 10.1.16.0/24
      acl-1 of vpc-1 guards subnet-1
      acl-1 in 100 allow icmp from any
      eni-1 of subnet-1 has 10.1.16.21 carries sg-1
      sg-1 of vpc-1
      sg-1 out tcp 443 to any
      """;

  @Test
  void aPingIsAcceptedAndItsReplyIsRejectedByTheNetworkAcl() {
    assertThat(
            verdicts(
                PINGED_SERVER + "acl-1 out 100 allow tcp to any; sg-1 in icmp from any",
                DEFAULT_FORMAT,
                "2 111122223333 eni-1 203.0.113.12 10.1.16.21 0 0 1 4 336 1700000000 1700000115"
                    + " ACCEPT OK",
                "2 111122223333 eni-1 10.1.16.21 203.0.113.12 0 0 1 4 336 1700000067 1700000115"
                    + " REJECT OK"))
        .containsExactly(
            "unknown by NONE: ACCEPT acl-1 100 allow, sg-1 sgr-1-2 allow",
            "reply by ORDER: REJECT sg-1 tracked, acl-1 * deny");
  }

  @Test
  void whereTheNetworkAclLetsTheReplyOutBothAreAccepted() {
    assertThat(
            verdicts(
                PINGED_SERVER + "acl-1 out 100 allow icmp to any; sg-1 in icmp from any",
                DEFAULT_FORMAT,
                "2 111122223333 eni-1 203.0.113.12 10.1.16.21 0 0 1 4 336 1700000000 1700000115"
                    + " ACCEPT OK",
                "2 111122223333 eni-1 10.1.16.21 203.0.113.12 0 0 1 4 336 1700000002 1700000115"
                    + " ACCEPT OK"))
        .containsExactly(
            "request by ORDER: ACCEPT acl-1 100 allow, sg-1 sgr-1-2 allow",
            "reply by ORDER: ACCEPT sg-1 tracked, acl-1 100 allow");
  }

  @Test
  void whereTheSecurityGroupHasNoRuleForPingsThereIsOneRejectedRecord() {
    assertThat(
            verdicts(
                PINGED_SERVER + "acl-1 out 100 allow icmp to any",
                DEFAULT_FORMAT,
                "2 111122223333 eni-1 203.0.113.12 10.1.16.21 0 0 1 4 336 1700000000 1700000115"
                    + " REJECT OK"))
        .containsExactly("request by ACTION: REJECT acl-1 100 allow, sg-1 no-match");
  }

  @Test
  void aRuleForOneIcmpTypeLeavesARecordWithoutTypeUndecided() {
    assertThat(
            verdicts(
                PINGED_SERVER + "acl-1 out 100 allow icmp to any; sg-1 in icmp 8 from any",
                DEFAULT_FORMAT,
                "2 111122223333 eni-1 203.0.113.12 10.1.16.21 0 0 1 4 336 1700000000 1700000115"
                    + " ACCEPT OK"))
        .containsExactly("unknown by NONE: UNDECIDED role-unknown, icmp-type-not-recorded type 8");
  }

  @Test
  void acceptedSshOverIpv6() {
    assertThat(
            verdicts(
                SSH_SERVER,
                DEFAULT_FORMAT,
                "2 111122223333 eni-1 2001:db8:1:aa00:9d6e:1477:ff66:105 2001:db8:1:aa02::21 34892"
                    + " 22 6 54 8855 1700000000 1700000112 ACCEPT OK",
                "2 111122223333 eni-1 2001:0db8:0001:aa00:0:0:0:5 2001:db8:1:aa02:0::21 34893 23 6"
                    + " 54 8855 1700000000 1700000112 REJECT OK"))
        .containsExactly(
            "request by PORTS: ACCEPT acl-1 101 allow, sg-1 sgr-1-2 allow",
            "request by PORTS: REJECT acl-1 101 allow, sg-1 no-match");
  }

  private static final String FLAGS_FORMAT =
      "version interface-id srcaddr dstaddr srcport dstport pkt-srcaddr pkt-dstaddr protocol bytes"
          + " packets start end action tcp-flags log-status";

  private static final String APPLICATION =
      """
      vpc-1 has 10.1.0.0/16
      subnet-1 of vpc-1 has 10.1.0.0/24
      acl-1 of vpc-1 guards subnet-1
      acl-1 in 100 allow all from any
      acl-1 out 100 allow all to any
      eni-1 of subnet-1 has 10.1.0.62 carries sg-1
      sg-1 of vpc-1
      sg-1 in tcp 5001 from 203.0.113.0/24
      """;

  @Test
  void theTcpFlagsOfTwoIntervalsTellWhoOpened() {
    assertThat(
            verdicts(
                APPLICATION,
                FLAGS_FORMAT,
                "3 eni-1 203.0.113.42 10.1.0.62 43416 5001 203.0.113.42 10.1.0.62 6 568 8"
                    + " 1700000000 1700000058 ACCEPT 2 OK",
                "3 eni-1 10.1.0.62 203.0.113.42 5001 43416 10.1.0.62 203.0.113.42 6 376 7"
                    + " 1700000000 1700000058 ACCEPT 18 OK",
                "3 eni-1 203.0.113.42 10.1.0.62 43418 5001 203.0.113.42 10.1.0.62 6 100701 70"
                    + " 1700000000 1700000058 ACCEPT 2 OK",
                "3 eni-1 10.1.0.62 203.0.113.42 5001 43418 10.1.0.62 203.0.113.42 6 632 12"
                    + " 1700000000 1700000058 ACCEPT 18 OK",
                "3 eni-1 10.1.0.62 203.0.113.42 5001 43418 10.1.0.62 203.0.113.42 6 63388 1219"
                    + " 1700000058 1700000238 ACCEPT 1 OK",
                "3 eni-1 203.0.113.42 10.1.0.62 43418 5001 203.0.113.42 10.1.0.62 6 23294588 15774"
                    + " 1700000058 1700000238 ACCEPT 1 OK"))
        .containsExactly(
            "request by FLAGS: ACCEPT acl-1 100 allow, sg-1 sgr-1-1 allow",
            "reply by FLAGS: ACCEPT sg-1 tracked, acl-1 100 allow",
            "request by FLAGS: ACCEPT acl-1 100 allow, sg-1 sgr-1-1 allow",
            "reply by FLAGS: ACCEPT sg-1 tracked, acl-1 100 allow",
            "reply by CONVERSATION: ACCEPT sg-1 tracked, acl-1 100 allow",
            "request by CONVERSATION: ACCEPT acl-1 100 allow, sg-1 sgr-1-1 allow");
  }

  @Test
  void aShortConnectionHasAllItsFlagsInOneRecordPerDirection() {
    assertThat(
            verdicts(
                APPLICATION,
                FLAGS_FORMAT,
                "3 eni-1 203.0.113.42 10.1.0.62 43638 5001 203.0.113.42 10.1.0.62 6 1260 17"
                    + " 1700000000 1700000060 ACCEPT 3 OK",
                "3 eni-1 10.1.0.62 203.0.113.42 5001 43638 10.1.0.62 203.0.113.42 6 967 14"
                    + " 1700000000 1700000060 ACCEPT 19 OK"))
        .containsExactly(
            "request by FLAGS: ACCEPT acl-1 100 allow, sg-1 sgr-1-1 allow",
            "reply by FLAGS: ACCEPT sg-1 tracked, acl-1 100 allow");
  }

  @Test
  void anInstanceThatCallsAnAwsServiceThroughAnInternetGateway() {
    String network =
        """
        vpc-1 has 10.1.0.0/16
        subnet-1 of vpc-1 has 10.1.0.0/24
        acl-1 of vpc-1 guards subnet-1
        acl-1 in 100 allow tcp 1024-65535 from any
        acl-1 out 100 allow tcp 80-443 to any
        eni-1 of subnet-1 has 10.1.0.71 carries sg-1
        sg-1 of vpc-1
        sg-1 out tcp 80 to pl-s3
        pl-s3 has 198.51.100.0/24
        """;
    String format =
        "version srcaddr dstaddr srcport dstport protocol start end type packets bytes account-id"
            + " interface-id action tcp-flags pkt-srcaddr pkt-dstaddr pkt-src-aws-service"
            + " pkt-dst-aws-service traffic-path flow-direction log-status";

    assertThat(
            verdicts(
                network,
                format,
                "5 198.51.100.179 10.1.0.71 80 34210 6 1700000000 1700000057 IPv4 14 15044"
                    + " 111122223333 eni-1 ACCEPT 19 198.51.100.179 10.1.0.71 S3 - - ingress OK",
                "5 10.1.0.71 198.51.100.179 34210 80 6 1700000000 1700000057 IPv4 7 471"
                    + " 111122223333 eni-1 ACCEPT 3 10.1.0.71 198.51.100.179 - S3 8 egress OK"))
        .containsExactly(
            "reply by FLAGS: ACCEPT acl-1 100 allow, sg-1 tracked",
            "request by FLAGS: ACCEPT sg-1 sgr-1-1 allow, acl-1 100 allow");
  }
}
