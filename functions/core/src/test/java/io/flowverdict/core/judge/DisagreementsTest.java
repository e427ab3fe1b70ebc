package io.flowverdict.core.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.flowlog.FlowLogFormat;
import io.flowverdict.core.flowlog.FlowLogReader;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.snapshot.TestNetwork;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The reasons why a recorded action may not be what the configuration says, the likeliest first.
class DisagreementsTest {

  private static final Judge JUDGE =
      new Judge(
          TestNetwork.of(
              """
              vpc-1 has 10.0.0.0/16
              subnet-1 of vpc-1 has 10.0.1.0/24
              acl-1 of vpc-1 guards subnet-1
              acl-1 in 100 allow all from 10.0.0.0/8
              acl-1 out 100 allow all to any
              eni-1 of subnet-1 has 10.0.1.10 carries sg-1
              eni-2 of subnet-1 has 10.0.1.20 carries sg-2
              sg-1 of vpc-1
              sg-1 in tcp 443 from 10.0.0.0/8
              sg-1 in tcp 8443 from sg-2
              sg-2 of vpc-1
              """));

  /// As [#JUDGE], open to everybody and peered with a VPC of public addresses.
  private static final Judge PUBLIC =
      new Judge(
          TestNetwork.of(
              """
              vpc-1 has 10.0.0.0/16
              subnet-1 of vpc-1 has 10.0.1.0/24
              acl-1 of vpc-1 guards subnet-1
              acl-1 in 100 allow all from any
              acl-1 out 100 allow all to any
              eni-1 of subnet-1 has 10.0.1.10 carries sg-1
              sg-1 of vpc-1
              sg-1 in tcp 443 from any
              pcx-1 between vpc-1=10.0.0.0/16 vpc-2=203.0.113.0/24 is active
              """));

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # what happened                        | record                                                               | reasons
          agreement needs no reason              | eni-1 tcp 10.0.2.5:40000 > 10.0.1.10:443 syn ACCEPT                  |
          the record names Block Public Access   | eni-1 tcp 10.0.2.5:40000 > 10.0.1.10:443 syn REJECT reason=BPA       | block-public-access
          the record names encryption controls   | eni-1 tcp 10.0.2.5:40000 > 10.0.1.10:443 syn REJECT reason=EC        | encryption-controls
          a request that a rule allows           | eni-1 tcp 10.0.2.5:40000 > 10.0.1.10:443 syn REJECT                  | change-in-progress connection-table-full
          a request that a reference allows      | eni-1 tcp 10.0.1.20:40000 > 10.0.1.10:8443 syn REJECT                | middlebox change-in-progress connection-table-full
          a packet without SYN                   | eni-1 tcp 10.0.2.5:40000 > 10.0.1.10:443 fin REJECT                  | late-packet change-in-progress connection-table-full
          a packet without SYN and a rule        | eni-1 tcp 10.0.2.5:40000 > 10.0.1.10:22 none REJECT                  | late-packet change-in-progress connection-table-full
          a reply                                | eni-1 tcp 10.0.1.10:443 > 10.0.2.5:40000 syn-ack REJECT              | late-packet change-in-progress connection-table-full
          an accepted request without a rule     | eni-1 tcp 10.0.2.5:40000 > 10.0.1.10:22 syn ACCEPT                   | change-in-progress
          an accepted request past the border    | eni-1 tcp 192.0.2.5:40000 > 10.0.1.10:443 syn ACCEPT                 | change-in-progress routed-inside-subnet
          """)
  void theLikeliestReasonComesFirst(String what, String record, String reasons) {
    FlowRecord judged = TestRecord.of(record);

    assertThat(codes(JUDGE.judge(judged)))
        .describedAs(what)
        .isEqualTo(reasons == null ? "" : reasons);
  }

  @Test
  void aPacketWithoutSynOfAnAcceptedConnectionIsLateAndNoRuleIsBlamed() {
    Conversations conversations =
        new Conversations(
            List.of(
                    TestRecord.of(
                        "eni-1 tcp 10.0.1.10:40000 > 10.0.2.5:5432 fin at=10 until=60 ACCEPT"),
                    TestRecord.of(
                        "eni-1 tcp 10.0.2.5:5432 > 10.0.1.10:40000 rst at=70 until=80 REJECT"))
                .iterator());
    conversations.next();
    FlowRecord late = (FlowRecord) conversations.next();

    Verdict verdict = JUDGE.judge(late, conversations.evidence(late));

    assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.ACCEPT);
    assertThat(verdict.disagreements()).startsWith(Disagreement.LATE_PACKET);
    assertThat(verdict.blockers()).isEmpty();
  }

  /// Records of the default format do not say whether Block Public Access rejected them. It stands
  /// at Internet gateways, so that nothing that comes from inside meets it.
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # the peer             | address     | bytes | reasons
          on the Internet        | 192.0.2.9   | 60    | change-in-progress block-public-access connection-table-full
          without bytes          | 192.0.2.9   | -     | block-public-access change-in-progress connection-table-full
          of the same subnet     | 10.0.1.20   | 60    | change-in-progress connection-table-full
          of the same VPC        | 10.0.7.7    | 60    | change-in-progress connection-table-full
          of a peered VPC        | 203.0.113.9 | 60    | change-in-progress connection-table-full
          of a private network   | 192.168.7.7 | 60    | change-in-progress connection-table-full
          inside, without bytes  | 10.0.7.7    | -     | change-in-progress connection-table-full
          """)
  void blockPublicAccessIsAPossibleReasonForPeersOnTheInternetOnly(
      String what, String address, String bytes, String reasons) {
    String log =
        FlowLogFormat.DEFAULT
            + "\n2 111122223333 eni-1 %s 10.0.1.10 40000 443 6 1 %s 0 60 REJECT OK"
                .formatted(address, bytes);
    try (FlowLogReader reader =
        FlowLogReader.open(new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)))) {
      FlowRecord judged = (FlowRecord) reader.iterator().next();

      assertThat(codes(PUBLIC.judge(judged))).describedAs(what).isEqualTo(reasons);
    }
  }

  private static String codes(Verdict verdict) {
    return verdict.disagreements().stream()
        .map(Disagreement::code)
        .collect(Collectors.joining(" "));
  }
}
