package io.flowverdict.core.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.judge.Verdict;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.TestNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Questions about interfaces at which nothing takes connections: the layers' answer stays what it
/// is, and the first sentence says that nothing gets there.
class ListenerTest {

  private static final Snapshot NETWORK =
      TestNetwork.of(
          """
          vpc-1 has 10.0.0.0/16
          subnet-1 of vpc-1 has 10.0.1.0/24
          subnet-2 of vpc-1 has 10.0.2.0/24
          subnet-3 of vpc-1 has 10.0.3.0/24
          acl-1 of vpc-1 guards subnet-1 guards subnet-3
          acl-1 in 90 deny tcp 23 from any
          acl-1 in 100 allow all from any
          acl-1 out 100 allow all to any
          acl-2 of vpc-1 is default guards subnet-2
          acl-2 in 100 allow all from any
          acl-2 out 100 allow all to any
          eni-app of subnet-2 has 10.0.2.10 carries sg-1
          eni-web of subnet-1 has 10.0.1.10 public 198.51.100.10 carries sg-1
          eni-nat of subnet-1 has 10.0.1.20 public 198.51.100.20 type nat_gateway
          eni-tgw of subnet-3 has 10.0.3.30 type transit_gateway
          eni-gwlbe of subnet-1 has 10.0.1.40 type gateway_load_balancer_endpoint
          eni-fn of subnet-1 has 10.0.1.50 type lambda carries sg-1
          eni-nlb of subnet-1 has 10.0.1.60 public 198.51.100.60 type network_load_balancer
          sg-1 of vpc-1
          sg-1 in tcp 22-23 from any
          sg-1 out all to any
          """);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # the question | the first sentence
          203.0.113.9 eni-nat tcp 22    | TCP from 203.0.113.9 to eni-nat (10.0.1.20) port 22 reaches nothing: a NAT gateway drops what it did not request, and forwards only what its clients send through it.
          203.0.113.9 eni-nat tcp 23    | TCP from 203.0.113.9 to eni-nat (10.0.1.20) port 23 reaches nothing: a NAT gateway drops what it did not request, and forwards only what its clients send through it.
          203.0.113.9 198.51.100.20 udp 161 | UDP from 203.0.113.9 to eni-nat (10.0.1.20) port 161 reaches nothing: a NAT gateway drops what it did not request, and forwards only what its clients send through it.
          eni-app eni-nat tcp 443       | TCP from eni-app (10.0.2.10) to eni-nat (10.0.1.20) port 443 reaches nothing: a NAT gateway drops what it did not request, and forwards only what its clients send through it.
          192.168.1.1 eni-tgw tcp 22    | TCP from 192.168.1.1 to eni-tgw (10.0.3.30) port 22 reaches nothing: a transit gateway attachment forwards what is routed through it, and no more.
          203.0.113.9 eni-gwlbe tcp 22  | TCP from 203.0.113.9 to eni-gwlbe (10.0.1.40) port 22 reaches nothing: a Gateway Load Balancer endpoint forwards what is routed through it, and no more.
          eni-app eni-fn tcp 22         | TCP from eni-app (10.0.2.10) to eni-fn (10.0.1.50) port 22 reaches nothing: a Lambda function takes no connections from the network.
          """)
  void nothingTakesTheConnection(String question, String sentence) {
    assertThat(Asked.explain(NETWORK, question).sentence()).startsWith(sentence + " ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "203.0.113.9 eni-web tcp 22",
        "203.0.113.9 eni-nlb tcp 22",
        "eni-nat 203.0.113.9 tcp 443",
        "eni-fn eni-web tcp 22",
      })
  void somethingMay(String question) {
    Explanation answer = Asked.explain(NETWORK, question);

    assertThat(answer.outcome()).isEqualTo(Verdict.Outcome.ACCEPT);
    assertThat(answer.sentence()).startsWith("Security groups and network ACLs let ");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          203.0.113.9 eni-nat tcp 22 | ACCEPT | NACL ingress acl-1 allow 100 > SG ingress skipped
          203.0.113.9 eni-nat tcp 23 | REJECT | NACL ingress acl-1 deny 90 > SG ingress skipped
          """)
  void theLayersAnswerForThemselves(String question, Verdict.Outcome outcome, String steps) {
    Explanation answer = Asked.explain(NETWORK, question);

    assertThat(answer.outcome()).isEqualTo(outcome);
    assertThat(Asked.steps(answer.requestSteps())).isEqualTo(steps);
  }

  /// What a client sends through the gateway meets the same layers, so that a change may be of use.
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          203.0.113.9 eni-web tcp 23 | true
          203.0.113.9 eni-nat tcp 23 | false
          203.0.113.9 eni-tgw tcp 23 | false
          eni-app eni-fn tcp 23      | false
          eni-app eni-nat tcp 23     | true
          """)
  void noChangeIsProposedThatLetsPassWhatNothingTakes(String question, boolean proposed) {
    Explanation answer = Asked.explain(NETWORK, question);

    assertThat(answer.outcome()).isEqualTo(Verdict.Outcome.REJECT);
    assertThat(answer.fixes().isEmpty()).isNotEqualTo(proposed);
    assertThat(answer.sentence().contains(Proposed.OF_NO_USE)).isNotEqualTo(proposed);
  }
}
