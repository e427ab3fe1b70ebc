package io.flowverdict.core.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.TestNetwork;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentenceTest {

  private static final Snapshot NETWORK =
      TestNetwork.of(
          """
          vpc-1 has 10.0.0.0/16 2001:db8:1::/56
          subnet-1 of vpc-1 has 10.0.1.0/24
          acl-1 of vpc-1 guards subnet-1
          acl-1 in 90 deny tcp 443 from 192.0.2.0/24
          acl-1 in 100 allow tcp from any
          acl-1 in 110 allow icmp from any
          acl-1 out 100 allow tcp 443 to any
          eni-1 of subnet-1 has 10.0.1.10 carries sg-1
          sg-1 of vpc-1
          sg-1 in tcp 443 from 10.0.0.0/8
          sg-1 in icmp 8 from any
          sg-1 in tcp 8443 from pl-1
          eni-2 of subnet-1 has 10.0.1.20 carries sg-1 sg-2
          sg-2 of vpc-1
          sg-2 in tcp 443 from 10.0.0.0/8
          eni-nat of subnet-1 has 10.0.1.220 type nat_gateway
          """);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # the case | record | sentence

          accepted by both layers     | eni-1 tcp 10.0.2.5:40000 > 10.0.1.10:443 syn ACCEPT       | Network ACL acl-1 entry 100 and rule sgr-1-1 of sg-1 (tcp 443 from 10.0.0.0/8) allow the inbound request TCP from 10.0.2.5 to 10.0.1.10 port 443.
          accepted by two groups      | eni-2 tcp 10.0.2.5:40000 > 10.0.1.20:443 syn ACCEPT       | Network ACL acl-1 entry 100 and rule sgr-1-1 of sg-1 (tcp 443 from 10.0.0.0/8) and rule sgr-2-1 of sg-2 (tcp 443 from 10.0.0.0/8) allow the inbound request TCP from 10.0.2.5 to 10.0.1.20 port 443.
          a reply                     | eni-1 tcp 10.0.2.5:443 > 10.0.1.10:40000 syn-ack ACCEPT   | Network ACL acl-1 entry 100 allows the inbound reply TCP from 10.0.2.5 to 10.0.1.10 port 40000; the security groups let it pass by state.
          a reply in its own subnet   | eni-1 tcp 10.0.1.5:443 > 10.0.1.10:40000 syn-ack ACCEPT   | The security groups let the inbound reply TCP from 10.0.1.5 to 10.0.1.10 port 40000 pass by state; no network ACL is in the way.
          nothing in the way          | eni-nat tcp 10.0.1.5:40000 > 10.0.1.220:443 syn ACCEPT    | Nothing filters the inbound request TCP from 10.0.1.5 to 10.0.1.220 port 443.
          no rule                     | eni-1 tcp 203.0.113.5:40000 > 10.0.1.10:22 syn REJECT     | No rule of security group sg-1 allows the inbound request TCP from 203.0.113.5 to 10.0.1.10 port 22.
          no rule in two groups       | eni-2 tcp 203.0.113.5:40000 > 10.0.1.20:22 syn REJECT     | No rule of security groups sg-1, sg-2 allows the inbound request TCP from 203.0.113.5 to 10.0.1.20 port 22.
          a reply that is forgotten   | eni-1 tcp 10.0.1.10:443 > 10.0.2.5:40000 syn-ack REJECT   | Network ACL acl-1 drops the outbound reply TCP from 10.0.1.10 to 10.0.2.5 port 40000: no entry allows it, so the closing entry * denies it.
          dropped by both             | eni-1 udp 10.0.2.5:40000 > 10.0.1.10:53 REJECT            | Network ACL acl-1 drops the inbound request UDP from 10.0.2.5 to 10.0.1.10 port 53: no entry allows it, so the closing entry * denies it, and no rule of security group sg-1 allows it.
          denied by an entry          | eni-nat tcp 192.0.2.5:40000 > 10.0.1.220:443 syn REJECT   | Network ACL acl-1 entry 90 (tcp 443 from 192.0.2.0/24) denies the inbound request TCP from 192.0.2.5 to 10.0.1.220 port 443.
          denied by both              | eni-1 tcp 192.0.2.5:40000 > 10.0.1.10:443 syn REJECT      | Network ACL acl-1 entry 90 (tcp 443 from 192.0.2.0/24) denies the inbound request TCP from 192.0.2.5 to 10.0.1.10 port 443, and no rule of security group sg-1 allows it.
          a recorded contradiction    | eni-1 tcp 10.0.2.5:40000 > 10.0.1.10:443 syn REJECT       | Network ACL acl-1 entry 100 and rule sgr-1-1 of sg-1 (tcp 443 from 10.0.0.0/8) allow the inbound request TCP from 10.0.2.5 to 10.0.1.10 port 443. But the log recorded REJECT: perhaps the configuration was just being changed, or the connection table of the instance was full.
          a packet that came late     | eni-1 tcp 10.0.2.5:443 > 10.0.1.10:40000 rst REJECT       | Network ACL acl-1 entry 100 allows the inbound reply TCP from 10.0.2.5 to 10.0.1.10 port 40000; the security groups let it pass only while its connection is known. But the log recorded REJECT: perhaps it came after its connection was closed or forgotten, or the configuration was just being changed.
          one inside its own subnet   | eni-1 tcp 10.0.1.5:443 > 10.0.1.10:40000 rst REJECT       | The security groups let the inbound reply TCP from 10.0.1.5 to 10.0.1.10 port 40000 pass only while its connection is known; no network ACL is in the way. But the log recorded REJECT: perhaps it came after its connection was closed or forgotten, or the configuration was just being changed.
          the packet's own addresses  | eni-1 in tcp 10.0.2.9:40000 > 10.0.1.10:22 pkt-src=203.0.113.5 syn REJECT | No rule of security group sg-1 allows the inbound request TCP from 203.0.113.5 to 10.0.1.10 port 22.
          an unknown role             | eni-1 in tcp 203.0.113.5:40000 > 10.0.1.10:22             | Undecided: it cannot be told whether this is a request or a reply.
          an unknown type             | eni-1 in icmp 203.0.113.5 > 10.0.1.10 REJECT              | Undecided: flow logs do not record the ICMP type that a rule asks for (type 8).
          an unknown prefix list      | eni-1 in tcp 203.0.113.5:40000 > 10.0.1.10:8443 syn ACCEPT | Undecided: the configuration lacks entries of the prefix list (pl-1).
          traffic that is not filtered | eni-1 out udp 10.0.1.10:40000 > 10.0.0.2:53 ACCEPT       | Neither security groups nor network ACLs filter traffic with the Amazon DNS resolver.
          """)
  void aVerdictIsOnePlainSentence(String name, String text, String sentence) {
    FlowRecord record = TestRecord.of(text);

    assertThat(Sentence.of(record, new Judge(NETWORK).judge(record))).isEqualTo(sentence);
  }

  @Test
  void theImplicitDenyIsNamed() {
    FlowRecord record = TestRecord.of("eni-1 tcp 10.0.1.10:443 > 10.0.2.5:40000 syn-ack REJECT");

    assertThat(Sentence.of(record, new Judge(NETWORK).judge(record)))
        .contains("etwork ACL acl-1")
        .contains("the closing entry *")
        .contains("the outbound reply TCP from 10.0.1.10 to 10.0.2.5 port 40000")
        .doesNotContain("sg-1");
  }

  @Test
  void aKnownConnectionIsNotCalledUnfiltered() {
    FlowRecord record = TestRecord.of("eni-1 in udp 10.0.1.5:5000 > 10.0.1.10:5001 ACCEPT");
    Evidence known = Evidence.leaning(Role.UNKNOWN, RoleBasis.NONE, true);

    assertThat(Sentence.of(record, new Judge(NETWORK).judge(record, known)))
        .isEqualTo(
            "The security groups let the inbound traffic UDP from 10.0.1.5 to 10.0.1.10 port 5001"
                + " pass by state; no network ACL is in the way.");
  }

  @Test
  void aRuleWithoutIdIsNamedByItsText() {
    SecurityGroup group = NETWORK.securityGroups().get("sg-1");
    List<SecurityGroupRule> unnamed =
        java.util.Objects.requireNonNull(group).rules().stream()
            .map(rule ->
                new SecurityGroupRule(
                    null, "sg-1", rule.direction(), rule.traffic(), rule.peer(), null))
            .toList();
    Snapshot network =
        NETWORK.toBuilder()
            .securityGroups(List.of(new SecurityGroup("sg-1", null, "vpc-1", null, unnamed)))
            .build();
    FlowRecord record = TestRecord.of("eni-1 tcp 10.0.2.5:40000 > 10.0.1.10:443 syn ACCEPT");

    assertThat(Sentence.of(record, new Judge(network).judge(record)))
        .startsWith(
            "Network ACL acl-1 entry 100 and rule \"tcp 443 from 10.0.0.0/8\" of sg-1 allow ");
  }

  @Test
  void aFlowWithoutPortsHasNoPortInItsSentence() {
    assertThat(Sentence.flow(TestRecord.of("eni-1 icmp 203.0.113.5 > 10.0.1.10")))
        .isEqualTo("ICMP from 203.0.113.5 to 10.0.1.10");
    assertThat(Sentence.flow(TestRecord.of("eni-1 47 203.0.113.5 > 10.0.1.10")))
        .isEqualTo("protocol 47 from 203.0.113.5 to 10.0.1.10");
    assertThat(Sentence.flow(TestRecord.of("eni-1 - - > 10.0.1.10")))
        .isEqualTo("from an unrecorded address to 10.0.1.10");
  }
}
