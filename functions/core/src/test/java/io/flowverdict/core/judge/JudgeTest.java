package io.flowverdict.core.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.flowlog.Action;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.TestNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Records judged whole. How layers and roles combine is in [LayersTruthTableTest].
class JudgeTest {

  /// A web server that its load balancer may call on 443, behind a network ACL that lets requests
  /// in but forgets the ephemeral ports that replies go out to.
  private static final Snapshot WEB =
      TestNetwork.of(
          """
          vpc-1 has 10.0.0.0/16 2001:db8:1::/56
          subnet-web of vpc-1 has 10.0.1.0/24 2001:db8:1:1::/64
          subnet-lb of vpc-1 has 10.0.2.0/24
          acl-web of vpc-1 guards subnet-web
          acl-web in 200 allow tcp 1024-65535 from any
          acl-web in 110 allow tcp 443 from any
          acl-web in 100 deny tcp 443 from 192.0.2.0/24
          acl-web out 100 allow tcp 443 to any
          eni-web of subnet-web has 10.0.1.10 2001:db8:1:1::10 carries sg-web
          sg-web of vpc-1
          sg-web in tcp 443 from sg-lb
          sg-web in tcp 8443 from pl-office
          sg-web out tcp 443 to any
          eni-lb of subnet-lb has 10.0.2.20 10.0.2.21 carries sg-lb
          sg-lb of vpc-1
          pl-office
          """);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # the case | record | verdict

          entries that arrive unsorted, a member's first address  | eni-web in tcp 10.0.2.20:40000 > 10.0.1.10:443 syn ACCEPT      | request by FLAGS: ACCEPT acl-web 110 allow, sg-web sgr-web-1 allow
          and its second address                                  | eni-web in tcp 10.0.2.21:40000 > 10.0.1.10:443 syn ACCEPT      | request by FLAGS: ACCEPT acl-web 110 allow, sg-web sgr-web-1 allow
          the lower number denies                                 | eni-web in tcp 192.0.2.9:40000 > 10.0.1.10:443 syn REJECT      | request by FLAGS: REJECT acl-web 100 deny, sg-web no-match
          no default entry listed                                 | eni-web in tcp 10.0.2.20:40000 > 10.0.1.10:80 syn REJECT       | request by FLAGS: REJECT acl-web * deny, sg-web no-match
          a prefix list is missing                                | eni-web in tcp 203.0.113.7:40000 > 10.0.1.10:8443 syn ACCEPT   | request by FLAGS: UNDECIDED prefix-list-unknown pl-office
          IPv6 meets IPv4-only entries                            | eni-web in tcp [2001:db8::7]:40000 > [2001:db8:1:1::10]:443 syn REJECT | request by FLAGS: REJECT acl-web * deny, sg-web no-match
          only the groups have no rule                            | eni-web in tcp 203.0.113.7:40000 > 10.0.1.10:443 syn REJECT    | request by FLAGS: REJECT acl-web 110 allow, sg-web no-match

          the reply that the network ACL drops                    | eni-web out tcp 10.0.1.10:443 > 10.0.2.20:40000 syn-ack REJECT | reply by FLAGS: REJECT sg-web tracked, acl-web * deny
          the same reply in the default format                    | eni-web tcp 10.0.1.10:443 > 10.0.2.20:40000 REJECT             | reply by PORTS: REJECT sg-web tracked, acl-web * deny
          a reply that comes in                                   | eni-web in tcp 203.0.113.7:443 > 10.0.1.10:40000 syn-ack ACCEPT | reply by FLAGS: ACCEPT acl-web 200 allow, sg-web tracked
          a reply that comes in, in the default format            | eni-web tcp 203.0.113.7:443 > 10.0.1.10:40000 ACCEPT           | reply by PORTS: ACCEPT acl-web 200 allow, sg-web tracked
          an outbound packet meets its groups first               | eni-web out tcp 10.0.1.10:40000 > 203.0.113.7:443 syn ACCEPT   | request by FLAGS: ACCEPT sg-web sgr-web-3 allow, acl-web 100 allow
          a rejected SYN is a new connection from any port        | eni-web in tcp 203.0.113.7:443 > 10.0.1.10:40000 syn REJECT    | request by FLAGS: REJECT acl-web 200 allow, sg-web no-match
          UDP has no flags, the action tells                      | eni-web in udp 203.0.113.7:5000 > 10.0.1.10:5001 REJECT        | unknown by NONE: REJECT acl-web * deny
          """)
  void aRecordIsJudgedByBothLayers(String name, String record, String verdict) {
    assertThat(InWords.withRole(new Judge(WEB).judge(TestRecord.of(record)))).isEqualTo(verdict);
  }

  /// No group has any rule, and the network ACL lets everything pass.
  private static final Snapshot NO_RULES =
      TestNetwork.of(
          """
          vpc-1 has 10.0.0.0/16
          subnet-1 of vpc-1 has 10.0.1.0/24
          acl-1 of vpc-1 guards subnet-1
          acl-1 in 100 allow all from any
          acl-1 out 100 allow all to any
          eni-1 of subnet-1 has 10.0.1.10 carries sg-1
          sg-1 of vpc-1
          """);

  @ParameterizedTest
  @CsvSource({
    "eni-1 in tcp 203.0.113.7:443 > 10.0.1.10:40000 syn-ack",
    "eni-1 out tcp 10.0.1.10:443 > 203.0.113.7:40000 syn-ack",
    "eni-1 out tcp 10.0.1.10:443 > 203.0.113.7:40000 syn-ack+rst",
    "eni-1 out tcp 10.0.1.10:40000 > 203.0.113.7:443 syn-ack+fin",
  })
  void aReplyIsNeverBlamedOnASecurityGroup(String reply) {
    for (String action : new String[] {"", " ACCEPT", " REJECT"}) {
      Verdict verdict = new Judge(NO_RULES).judge(TestRecord.of(reply + action));

      assertThat(verdict.role()).isEqualTo(Role.REPLY);
      assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.ACCEPT);
      assertThat(verdict.blockers()).isEmpty();
    }
  }

  @Test
  void aLatePacketOfAKnownConnectionIsNotBlamedOnASecurityGroup() {
    Evidence late = Evidence.proved(Role.REQUEST, RoleBasis.CONVERSATION, true);

    Verdict verdict =
        new Judge(NO_RULES)
            .judge(
                TestRecord.of("eni-1 in tcp 203.0.113.7:40000 > 10.0.1.10:443 rst REJECT"), late);

    assertThat(InWords.withRole(verdict))
        .isEqualTo("request by CONVERSATION: ACCEPT acl-1 100 allow, sg-1 tracked");
    assertThat(verdict.agreesWith(Action.REJECT)).contains(false);
  }

  /// A server that its clients reach on 8080 and that opens nothing itself, behind a network ACL
  /// that lets everything pass but the ports from 61000 on.
  private static final Snapshot SERVER =
      TestNetwork.of(
          """
          vpc-1 has 10.0.0.0/16 2001:db8:1::/56
          subnet-1 of vpc-1 has 10.0.1.0/24 2001:db8:1:1::/64
          acl-1 of vpc-1 guards subnet-1
          acl-1 in 100 allow all from any
          acl-1 in 101 allow all from any6
          acl-1 out 90 deny tcp 61000-65535 to any
          acl-1 out 100 allow all to any
          acl-1 out 101 allow all to any6
          eni-1 of subnet-1 has 10.0.1.10 2001:db8:1:1::10 carries sg-1
          eni-lb of subnet-1 has 10.0.1.20 type network_load_balancer
          sg-1 of vpc-1
          sg-1 in tcp 8080 from 10.0.0.0/16
          sg-1 in tcp 8080 from 2001:db8:1::/56
          """);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # the case | record | verdict

          a reset by the server                 | eni-1 out tcp 10.0.1.10:8080 > 10.0.9.7:41234 rst REJECT                    | reply by PORTS: ACCEPT sg-1 tracked, acl-1 100 allow
          its end                               | eni-1 out tcp 10.0.1.10:8080 > 10.0.9.7:41234 fin REJECT                    | reply by PORTS: ACCEPT sg-1 tracked, acl-1 100 allow
          both                                  | eni-1 out tcp 10.0.1.10:8080 > 10.0.9.7:41234 fin+rst REJECT                | reply by PORTS: ACCEPT sg-1 tracked, acl-1 100 allow
          its data                              | eni-1 out tcp 10.0.1.10:8080 > 10.0.9.7:41234 none REJECT                   | reply by PORTS: ACCEPT sg-1 tracked, acl-1 100 allow
          a reset by the client, with a rule    | eni-1 in tcp 10.0.9.7:41234 > 10.0.1.10:8080 rst REJECT                     | request by PORTS: ACCEPT acl-1 100 allow, sg-1 sgr-1-1 allow
          and without                           | eni-1 in tcp 192.168.0.7:41234 > 10.0.1.10:8080 rst REJECT                  | request by PORTS: ACCEPT acl-1 100 allow, sg-1 tracked
          a client of which ports tell nothing  | eni-1 out tcp 10.0.1.10:8080 > 10.0.9.7:20000 fin REJECT                    | unknown by NONE: ACCEPT sg-1 tracked, acl-1 100 allow
          a client with a reserved port         | eni-1 out tcp 10.0.1.10:8080 > 10.0.9.7:1023 none REJECT                    | request by PORTS: ACCEPT sg-1 tracked, acl-1 100 allow
          one port on both sides                | eni-1 out tcp 10.0.1.10:8080 > 10.0.9.7:8080 fin REJECT                     | unknown by NONE: ACCEPT sg-1 tracked, acl-1 100 allow
          of IPv6                               | eni-1 out tcp [2001:db8:1:1::10]:8080 > [2001:db8:1:2::7]:41234 rst REJECT  | reply by PORTS: ACCEPT sg-1 tracked, acl-1 101 allow
          an interface without groups           | eni-lb in tcp 10.0.9.7:41234 > 10.0.1.20:8080 none REJECT                   | request by PORTS: ACCEPT acl-1 100 allow, SG skipped
          the network ACL is in the way         | eni-1 out tcp 10.0.1.10:8080 > 10.0.9.7:61234 rst REJECT                    | reply by PORTS: REJECT sg-1 tracked, acl-1 90 deny
          and of a role that nothing tells      | eni-1 out tcp 10.0.1.10:40000 > 10.0.9.7:61234 rst REJECT                   | unknown by NONE: REJECT sg-1 tracked, acl-1 90 deny

          a SYN is a request that a group blocks | eni-1 out tcp 10.0.1.10:8080 > 10.0.9.7:41234 syn REJECT                   | request by FLAGS: REJECT sg-1 no-match, acl-1 100 allow
          so is a SYN with a FIN                 | eni-1 out tcp 10.0.1.10:8080 > 10.0.9.7:41234 syn+fin REJECT               | request by FLAGS: REJECT sg-1 no-match, acl-1 100 allow
          flags that are not recorded            | eni-1 out tcp 10.0.1.10:8080 > 10.0.9.7:41234 REJECT                       | request by ACTION: REJECT sg-1 no-match, acl-1 100 allow
          UDP has no SYN                         | eni-1 out udp 10.0.1.10:8080 > 10.0.9.7:41234 none REJECT                  | request by ACTION: REJECT sg-1 no-match, acl-1 100 allow
          what was accepted is no late packet    | eni-1 out tcp 10.0.1.10:8080 > 10.0.9.7:41234 none ACCEPT                  | reply by PORTS: ACCEPT sg-1 tracked, acl-1 100 allow
          """)
  void aRejectedTcpPacketWithoutSynIsNoRequestThatAGroupBlocks(
      String name, String record, String verdict) {
    assertThat(InWords.withRole(new Judge(SERVER).judge(TestRecord.of(record)))).isEqualTo(verdict);
  }

  @ParameterizedTest
  @EnumSource(names = {"REQUEST", "REPLY"})
  void whicheverSideSentTheSynAPacketWithoutOneIsLate(Role role) {
    Verdict late =
        new Judge(NO_RULES)
            .judge(
                TestRecord.of("eni-1 in tcp 203.0.113.7:40000 > 10.0.1.10:443 rst REJECT"),
                Evidence.proved(role, RoleBasis.CONVERSATION, false));

    assertThat(InWords.withRole(late))
        .isEqualTo(role + " by CONVERSATION: ACCEPT acl-1 100 allow, sg-1 tracked");
    assertThat(late.disagreements()).startsWith(Disagreement.LATE_PACKET);
  }

  @Test
  void aSynOpensAConnectionWhateverWasAcceptedBefore() {
    Evidence again = Evidence.proved(Role.REQUEST, RoleBasis.FLAGS, true);

    Verdict verdict =
        new Judge(NO_RULES)
            .judge(
                TestRecord.of("eni-1 in tcp 203.0.113.7:40000 > 10.0.1.10:443 syn REJECT"), again);

    assertThat(InWords.of(verdict)).isEqualTo("REJECT acl-1 100 allow, sg-1 no-match");
  }

  @Test
  void whatIsCertainIsInTheTraceOfAnUndecidedVerdict() {
    Verdict roleUnknown =
        new Judge(NO_RULES).judge(TestRecord.of("eni-1 in tcp 203.0.113.7:40000 > 10.0.1.10:443"));
    Verdict ruleUnknown =
        new Judge(WEB)
            .judge(TestRecord.of("eni-web in tcp 203.0.113.7:40000 > 10.0.1.10:8443 syn"));

    assertThat(InWords.of(roleUnknown)).isEqualTo("UNDECIDED role-unknown");
    assertThat(InWords.steps(roleUnknown.trace())).isEqualTo("acl-1 100 allow");
    assertThat(InWords.of(ruleUnknown)).isEqualTo("UNDECIDED prefix-list-unknown pl-office");
    assertThat(InWords.steps(ruleUnknown.trace())).isEqualTo("acl-web 200 allow");
  }

  @Test
  void anInterfaceWithoutGroupsInItsOwnSubnetMeetsNoFilter() {
    Snapshot network =
        TestNetwork.of(
            """
            vpc-1 has 10.0.0.0/16
            subnet-1 of vpc-1 has 10.0.1.0/24
            acl-1 of vpc-1 guards subnet-1
            eni-1 of subnet-1 has 10.0.1.10 type nat_gateway
            """);

    Verdict verdict =
        new Judge(network).judge(TestRecord.of("eni-1 udp 10.0.1.20:5000 > 10.0.1.10:5001"));

    assertThat(InWords.withRole(verdict))
        .isEqualTo("unknown by NONE: ACCEPT acl-1 skipped, SG skipped");
  }

  @Test
  void aVerdictIsComparedWithTheRecordedActionOnlyWhereItIsDecided() {
    Verdict accepted =
        new Judge(WEB).judge(TestRecord.of("eni-web in tcp 10.0.2.20:40000 > 10.0.1.10:443 syn"));
    Verdict undecided = new Judge(WEB).judge(TestRecord.of("eni-9 tcp 10.0.2.20:1 > 10.0.1.10:2"));

    assertThat(accepted.agreesWith(Action.ACCEPT)).contains(true);
    assertThat(accepted.agreesWith(Action.REJECT)).contains(false);
    assertThat(accepted.agreesWith(null)).isEmpty();
    assertThat(undecided.agreesWith(Action.ACCEPT)).isEmpty();
  }
}
